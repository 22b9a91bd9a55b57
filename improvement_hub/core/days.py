"""What a day must be."""

from calendar import monthrange
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone


def has_come(day) -> None:
    """A validator for the day of something that happened."""
    if day > timezone.localdate():
        raise ValidationError("This day has not come yet.")


def months_after(day, months: int):
    """The same day of a later month, or its last one."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return day.replace(year=year, month=month, day=min(day.day, monthrange(year, month)[1]))


def working_days_from(day: date, count: int) -> date:
    """The working day of England that many working days after `day`, or before it where `count` is below zero."""
    from holidays import country_holidays  # which takes a moment to load, and few need it

    bank_holidays, step = country_holidays("GB", subdiv="ENG"), timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    while left:
        day += step
        left -= day.weekday() < 5 and day not in bank_holidays
    return day

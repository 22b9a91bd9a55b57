"""What a day must be."""

from calendar import monthrange

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

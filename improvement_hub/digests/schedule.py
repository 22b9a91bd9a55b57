"""When a digest is due: at seven in the morning in London, whatever the season and whatever the server's clock."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import models

LONDON = ZoneInfo("Europe/London")
HOUR = time(7)
LONGEST = 31  # days from one digest to the next


class Frequency(models.TextChoices):
    DAILY = "daily", "Every day"
    WEEKLY = "weekly", "Every week"
    MONTHLY = "monthly", "Every month, on the first"


class Weekday(models.IntegerChoices):
    """As Python counts them."""

    MONDAY = 0, "Monday"
    TUESDAY = 1, "Tuesday"
    WEDNESDAY = 2, "Wednesday"
    THURSDAY = 3, "Thursday"
    FRIDAY = 4, "Friday"
    SATURDAY = 5, "Saturday"
    SUNDAY = 6, "Sunday"


def next_due(frequency: str, weekday: int, after: datetime) -> datetime:
    """The first moment after `after` at which a digest of this frequency leaves, in UTC."""
    first = after.astimezone(LONDON).date()
    days = (first + timedelta(days=number) for number in range(LONGEST + 1))
    moments = (morning(day) for day in days if falls_on(frequency, weekday, day))
    return next(moment for moment in moments if moment > after)


def morning(day) -> datetime:
    return datetime.combine(day, HOUR, tzinfo=LONDON).astimezone(UTC)


def falls_on(frequency, weekday, day) -> bool:
    """The weekday counts for a weekly digest alone."""
    if frequency == Frequency.WEEKLY:
        return day.weekday() == weekday
    return frequency == Frequency.DAILY or day.day == 1

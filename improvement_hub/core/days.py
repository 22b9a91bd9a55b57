"""What a day must be."""

from django.core.exceptions import ValidationError
from django.utils import timezone


def has_come(day) -> None:
    """A validator for the day of something that happened."""
    if day > timezone.localdate():
        raise ValidationError("This day has not come yet.")

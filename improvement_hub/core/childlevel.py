"""No child-level data: text with an NHS number, a unique pupil number or a date of birth is refused unread.

The reason names the kind of thing found, never the thing, so that it may be shown and logged.
"""

import re

from django.core.exceptions import ValidationError
from stdnum.gb import nhs, upn

NHS_NUMBER = re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")
PUPIL_NUMBER = re.compile(r"(?<![A-Za-z0-9])[A-HJ-NP-RT-Z]\d{11}[0-9A-HJ-NP-RT-Z](?![A-Za-z0-9])", re.I)
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
DATE = (
    rf"(?:\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|\d{{4}}-\d{{2}}-\d{{2}}"
    rf"|{DAY}\s+(?:of\s+)?{MONTH},?\s+\d{{2,4}}|{MONTH}\s+{DAY},?\s+\d{{4}})"
)
BIRTH = r"(?:\bd\.?\s?o\.?\s?b\b\.?|\bborn\b|\bdate of birth\b|\bbirth\s?date\b|\bbirthday\b)"
BORN_ON = re.compile(rf"{BIRTH}\W{{0,3}}(?:\w+\W{{1,3}}){{0,3}}?{DATE}|{DATE}\W{{0,3}}(?:\(\s*)?{BIRTH}", re.I)


def has_nhs_number(text: str) -> bool:
    return any(nhs.is_valid(found) for found in NHS_NUMBER.findall(text))


def has_pupil_number(text: str) -> bool:
    return any(upn.is_valid(found.upper()) for found in PUPIL_NUMBER.findall(text))


def refuse_child_level(text: str) -> None:
    """A validator for every free text of a review; raises ValidationError with the reason."""
    if has_nhs_number(text):
        raise ValidationError("This looks like an NHS number. Leave out anything that identifies a child.")
    if has_pupil_number(text):
        raise ValidationError("This looks like a unique pupil number. Leave out anything that identifies a child.")
    if BORN_ON.search(text):
        raise ValidationError("This looks like a date of birth. Leave out anything that identifies a child.")

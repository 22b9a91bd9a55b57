"""No child-level data: text with an NHS number, a unique pupil number or a date of birth is refused unread.

The reason names the kind of thing found, never the thing, so that it may be shown and logged.
"""

import re
import unicodedata

from django.core.exceptions import ValidationError
from stdnum.gb import nhs, upn

GAP = r"[\s._\-/|*\u2010-\u2015]{0,3}"
ABROAD = r"(?<!\+44)(?<!\+44[ -])(?<!0044)(?<!0044[ -])(?<!\(0\))(?<!\(0\)[ -])"  # what follows is a telephone number
TEN_DIGITS = rf"\d{{3}}{GAP}\d{{3}}{GAP}\d{{4}}|\d{{4}}{GAP}\d{{3}}{GAP}\d{{3}}|\d{{5}}{GAP}\d{{5}}"
NHS_NUMBER = re.compile(rf"(?<!\d){ABROAD}(?=({TEN_DIGITS})(?!\d))")
LETTER = "A-HJ-NP-RT-Z"
PUPIL_NUMBER = re.compile(
    rf"(?<![A-Z0-9])(?=([{LETTER}]{GAP}\d{{3}}{GAP}\d{{4}}{GAP}\d{{2}}{GAP}\d{{2}}{GAP}[0-9{LETTER}])(?![A-Z0-9]))",
    re.I | re.A,
)
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
DATE = (
    rf"(?:\b\d{{1,2}}\s?[\s./_|-]\s?\d{{1,2}}\s?[\s./_|-]\s?\d{{2,4}}\b|\b\d{{4}}[-/.]\d{{2}}[-/.]\d{{2}}\b"
    rf"|\b\d{{8}}\b|\b\d{{6}}\b"
    rf"|\b{DAY}[\s-]+(?:of\s+)?{MONTH},?[\s-]+\d{{2,4}}\b|\b{MONTH}\s+{DAY},?\s+\d{{4}}\b)"
)
BIRTH = (
    r"(?:\bd\.?\s?o\.?\s?b\b\.?|\bborn\b(?!-)|\bdate[\s-]of[\s-]birth\b|\bbirth[\s-]?(?:date|day)\b"
    r"|\bd/o/b\b|\bbirth\b(?=\s?:)|\bb\.(?=\s?\d))"
)
SPACE = r"[^\w.;!?]{1,3}"
NEAR = rf"(?:\W{{0,3}}|{SPACE}(?:\w+{SPACE}){{0,3}}?)"  # three words at most, of the same sentence
BORN_ON = re.compile(rf"{BIRTH}{NEAR}{DATE}|{DATE}\W{{0,3}}{BIRTH}", re.I)


def has_nhs_number(text: str) -> bool:
    return any(checks_as_nhs(digits_of(found)) for found in NHS_NUMBER.findall(text))


def checks_as_nhs(number: str) -> bool:
    """One digit ten times over checks too, but stands for a number that is not known."""
    return len(set(number)) > 1 and nhs.is_valid(number)


def plain(text: str) -> str:
    """The same characters in their usual form: no full-width digits, no invisible joiners."""
    usual = unicodedata.normalize("NFKC", text)
    return "".join(character for character in usual if unicodedata.category(character) != "Cf")


def digits_of(text: str) -> str:
    return re.sub(r"\D", "", text)


def has_pupil_number(text: str) -> bool:
    return any(checks_as_pupil(re.sub(r"\W", "", found).upper()) for found in PUPIL_NUMBER.findall(text))


def checks_as_pupil(number: str) -> bool:
    """By its check letter alone: authorities have come since the library's list of their numbers was made."""
    return upn.calc_check_digit(number[1:]) == number[0]


def refuse_child_level(text: str) -> None:
    """A validator for every free text of a review; raises ValidationError with the reason."""
    text = plain(text)
    if has_nhs_number(text):
        raise ValidationError("This looks like an NHS number. Leave out anything that identifies a child.")
    if has_pupil_number(text):
        raise ValidationError("This looks like a unique pupil number. Leave out anything that identifies a child.")
    if BORN_ON.search(text):
        raise ValidationError("This looks like a date of birth. Leave out anything that identifies a child.")

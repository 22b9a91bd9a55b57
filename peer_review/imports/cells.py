"""A CSV file of earlier reviews as rows of cells, and what a cell says."""

import csv
import io
from collections.abc import Iterator

from django.core.exceptions import ValidationError

from improvement_hub.core.forms import DayField
from improvement_hub.councils.queries import council_called

COLUMNS = (
    "host", "title", "theme", "year", "first_day", "last_day", "review_lead", "observer", "participants", "method",
    "conclusions", "recommendations", "by_when", "report_day",
)  # fmt: skip
NEEDED = ("host", "title", "theme")
MOST_ROWS = 500
LONGEST = 1_000_000  # characters; a spreadsheet of that many rows has less


class UnreadableFile(Exception):
    """The file as a whole cannot be read; nothing was changed."""


class Refused(Exception):
    """Why a row is not taken, in a sentence."""


def text_of(raw: bytes) -> str:
    """What a spreadsheet saved as CSV: in UTF-8, or as Windows writes it."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    if "\0" in text:
        raise UnreadableFile("This is not a CSV file. Save the spreadsheet as “CSV UTF-8”.")
    if len(text) > LONGEST:
        raise UnreadableFile("This file is too large. Split it into smaller ones.")
    return text


def rows_of(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """(number as a spreadsheet counts, cells by column) of each row under the header that is not empty."""
    lines = cells_of(text)
    if not lines:
        raise UnreadableFile("This file is empty.")
    header = [name.strip().lower().replace(" ", "_") for name in lines[0]]
    check_header(header)
    if len(lines) > MOST_ROWS + 1:
        raise UnreadableFile(f"This file has more than {MOST_ROWS} rows. Split it into smaller ones.")
    for number, cells in enumerate(lines[1:], start=2):
        if any(cell.strip() for cell in cells):
            filled = (cell.strip() for cell in cells)
            yield number, dict.fromkeys(header, "") | dict(zip(header, filled, strict=False))


def cells_of(text: str) -> list[list[str]]:
    first = text.partition("\n")[0]
    comma = max(",;\t", key=first.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=comma, strict=True))
    except csv.Error as error:
        raise UnreadableFile(f"This file is not CSV: {error}.") from error


def check_header(header):
    if missing := [name for name in NEEDED if name not in header]:
        raise UnreadableFile(f"The first row names the columns; “{missing[0]}” is missing.")
    if unknown := [name for name in header if name and name not in COLUMNS]:
        raise UnreadableFile(f"There is no column “{unknown[0]}”. The columns are: {', '.join(COLUMNS)}.")
    if twice := [name for name in COLUMNS if header.count(name) > 1]:
        raise UnreadableFile(f"There is more than one column “{twice[0]}”.")


def council(words):
    found = council_called(words)
    if found is None:
        raise Refused(f"No council is called “{words}”. Give its name, or a code of it.")
    return found


def councils(words):
    return [council(name.strip()) for name in words.replace("|", ";").split(";") if name.strip()]


def year_of(words) -> int:
    if not (words.isdecimal() and len(words) == 4):
        raise Refused(f"“{words}” is not a year, such as 2022.")
    return int(words)


def day_of(words):
    try:
        return DayField().clean(words)
    except ValidationError:
        raise Refused(f"“{words}” is not a day, such as 04/03/2022 or 2022-03-04.") from None

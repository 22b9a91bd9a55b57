"""Earlier reviews from a CSV file, row by row: each is taken by itself, or refused with its reason."""

import csv
import io
from collections.abc import Iterator

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from improvement_hub.core.errors import DomainError
from improvement_hub.core.forms import DayField
from improvement_hub.councils.imports.report import Line, Outcome, Report
from improvement_hub.councils.queries import council_called
from peer_review import queries, services
from peer_review.services.past import check_reads, recorded

COLUMNS = (
    "host", "title", "theme", "year", "first_day", "last_day", "review_lead", "observer", "participants", "method",
    "conclusions",
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


def import_past_reviews(text: str, *, by, take=True) -> Report:
    """What became of every row; without `take` what would become of it, and nothing is changed."""
    rows, themes = list(rows_of(text)), {}
    for theme in queries.themes():
        themes |= dict.fromkeys((theme.slug.lower(), theme.name.lower(), *map(str.lower, theme.synonyms)), theme)
    with transaction.atomic():
        lines = [line_of(number, cells, themes, by) for number, cells in rows]
        if not take:
            transaction.set_rollback(True)
    return Report("Earlier reviews", lines)


def line_of(number, cells, themes, by) -> Line:
    line = Line(number, cells["title"] or "no title")
    try:
        with transaction.atomic():
            take_row(line, facts_of(cells, themes), by)
    except (Refused, DomainError) as error:
        line.add(Outcome.REFUSED, str(error))
    except PermissionDenied:
        line.add(Outcome.REFUSED, f"You cannot record reviews of {cells['host']}.")
    return line


def take_row(line, facts, by):
    """A review that is not known is recorded; one that is known gets what this row adds or says otherwise."""
    day, year = facts.get("starts_on"), facts.get("year")
    known = recorded(facts["host"], facts["title"], day, day.year if day else year)
    if known is None:
        services.record_past_review(**facts, by=by)
        line.add(Outcome.TAKEN)
        return
    check_reads(known, by)
    said = {name: value for name, value in facts.items() if name != "host"}
    changed = [name.replace("_", " ") for name, value in said.items() if value != standing(known, name)]
    if changed:
        services.change_past_review(record=known, **said, by=by)
        line.add(Outcome.CHANGED, *changed)


def standing(record, name):
    if name == "participants":
        return [row.council for row in record.review.participants.select_related("council")]
    return getattr(record if hasattr(record, name) else record.review, name)


def facts_of(cells, themes) -> dict:
    """What the row says, empty cells left out."""
    if missing := [name for name in NEEDED if not cells.get(name)]:
        raise Refused(f"“{missing[0]}” is empty.")
    theme = themes.get(cells["theme"].lower())
    if theme is None:
        raise Refused(f"There is no theme “{cells['theme']}”.")
    facts = {"host": council(cells["host"]), "title": cells["title"], "theme": theme}
    readers = {
        "year": ("year", year_of), "first_day": ("starts_on", day_of), "last_day": ("ends_on", day_of),
        "review_lead": ("review_lead", council), "observer": ("observer", council),
        "participants": ("participants", councils), "method": ("method_name", str), "conclusions": ("conclusions", str),
    }  # fmt: skip
    return facts | {name: read(cells[column]) for column, (name, read) in readers.items() if cells.get(column)}


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

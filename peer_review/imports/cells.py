"""The columns of a file of earlier reviews, and what a cell says."""

from django.core.exceptions import ValidationError

from improvement_hub.core.forms import DayField
from improvement_hub.core.sheets import Sheet
from improvement_hub.councils.queries import council_called

COLUMNS = (
    "host", "title", "theme", "year", "first_day", "last_day", "review_lead", "observer", "participants", "method",
    "conclusions", "recommendations", "by_when", "report_day",
)  # fmt: skip
NEEDED = ("host", "title", "theme")
SHEET = Sheet(COLUMNS, NEEDED, most_rows=500, longest=1_000_000, largest=2_000_000)


class Refused(Exception):
    """Why a row is not taken, in a sentence."""


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

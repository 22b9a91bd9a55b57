"""What one row says about one council, checked; and how a row is refused or left out."""

import math
import re
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.text import slugify

from improvement_hub.councils.models import Council
from improvement_hub.councils.regions import NINE

Kind = Council.Kind
LETTERS_OF_KIND = {
    Kind.UNITARY: "E06",
    Kind.METROPOLITAN: "E08",
    Kind.LONDON: "E09",
    Kind.CITY: "E09",
    Kind.COUNTY: "E10",
}
REGIONS = {name.casefold(): slugify(name) for name in NINE}
DAY_FORMATS = ("%Y-%m-%d", "%d/%m/%Y")  # the second is what a spreadsheet makes of the first
LATITUDES, LONGITUDES = (49.0, 56.0), (-7.0, 2.0)


class Refused(Exception):
    """The row is broken; the sentence says how."""


class LeftOut(Exception):
    """The row is sound, but not about an English council with children's services."""


@dataclass(frozen=True)
class Facts:
    """One council as a file tells of it. Empty means that the file does not say.

    region: slug. former_gss, successors: GSS codes. neighbours: DfE numbers, the closest first.
    """

    source: Council.Source
    gss: str
    name: str
    official_name: str
    kind: Council.Kind
    region: str
    started_on: date | None = None
    ended_on: date | None = None
    latitude: float | None = None
    longitude: float | None = None
    dfe: str = ""
    ofsted: str = ""
    former_gss: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()

    def __post_init__(self):
        if self.dfe and self.dfe in self.neighbours:
            raise Refused("It names itself as a statistical neighbour.")
        if self.gss in self.successors:
            raise Refused("It names itself as its successor.")
        if self.gss in self.former_gss:
            raise Refused(f"{self.gss} cannot be both its code and a former one.")
        if self.started_on and self.ended_on and self.ended_on < self.started_on:
            raise Refused("It ends before it starts.")


def words(text: str, column: str, most: int) -> str:
    found = " ".join(text.split())
    if not found:
        raise Refused(f"Its {column} is missing.")
    if len(found) > most or not found.isprintable():
        raise Refused(f"Its {column} is not a name of at most {most} characters.")
    return found


def kind_of(text: str) -> Council.Kind:
    try:
        return Kind(text.strip().upper())
    except ValueError:
        raise Refused(f"“{text}” is not a type of council that is known here.") from None


def gss_code(text: str, kind: Council.Kind | None = None) -> str:
    found = text.strip().upper()
    if not re.fullmatch(r"E\d{8}", found, re.ASCII):
        raise Refused(f"“{text}” is not a GSS code of England, such as E06000015.")
    if kind and not found.startswith(LETTERS_OF_KIND[kind]):
        raise Refused(f"{found} is not the GSS code of a {kind.label.lower()}.")
    return found


def number(text: str, column: str, digits: str) -> str:
    """A DfE number or an Ofsted URN, or nothing for an empty cell."""
    found = text.strip()
    if found and not re.fullmatch(rf"\d{{{digits}}}", found, re.ASCII):
        raise Refused(f"“{text}” is not {column}.")
    return found


def dfe_number(text: str) -> str:
    return number(text, "a DfE number of three digits", "3")


def ofsted_urn(text: str) -> str:
    return number(text, "an Ofsted URN", "5,7")


def region_slug(text: str) -> str:
    slug = REGIONS.get(" ".join(text.split()).casefold())
    if slug is None:
        raise Refused(f"“{text}” is not one of the nine regions." if text.strip() else "Its region is missing.")
    return slug


def day(text: str, column: str) -> date | None:
    if not text.strip():
        return None
    for form in DAY_FORMATS:
        try:
            return datetime.strptime(text.strip(), form).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    raise Refused(f"Its {column}, “{text}”, is not a date such as 2023-04-01.")


def degrees(text: str, column: str, limits: tuple[float, float]) -> float | None:
    if not text.strip():
        return None
    try:
        found = float(text)
    except ValueError:
        found = math.nan
    if not limits[0] <= found <= limits[1]:
        raise Refused(f"Its {column}, “{text}”, does not lie in England.")
    return found


def place(latitude: str, longitude: str) -> dict[str, float | None]:
    found = {
        "latitude": degrees(latitude, "latitude", LATITUDES),
        "longitude": degrees(longitude, "longitude", LONGITUDES),
    }
    if (found["latitude"] is None) != (found["longitude"] is None):
        raise Refused("It has only one of latitude and longitude.")
    return found


def several(text: str) -> tuple[str, ...]:
    """What stands in a cell between commas or spaces."""
    return tuple(text.replace(",", " ").split())


def neighbour_numbers(text: str) -> tuple[str, ...]:
    found = tuple(dfe_number(part) for part in several(text))
    if len(found) > 10:
        raise Refused("It names more than ten statistical neighbours.")
    if len(set(found)) < len(found):
        raise Refused("It names a statistical neighbour twice.")
    return found

"""Rows as COPY takes them: a value for every column, its model's default where the library says nothing."""

from datetime import UTC, datetime, time

from django.db.models import GeneratedField

from blogs.library.items import Made, permanent
from blogs.models import Authorship, Post, PostCouncil, PostTheme
from improvement_hub.core.writing.states import WritingState

MODELS = (Post, Authorship, PostCouncil, PostTheme)
SOURCE = "made-library"
UNKNOWN_DAY = datetime(2026, 7, 1, 9, tzinfo=UTC)  # when an undated one was published here


def columns(model) -> list:
    return [field for field in model._meta.concrete_fields if not isinstance(field, GeneratedField)]


class Lines:
    """Lines of one table; `add` takes the values by column."""

    def __init__(self, model):
        self.model, self.fields = model, columns(model)
        self.defaults = {field.attname: field.get_default() for field in self.fields}

    def line(self, **values) -> str:
        row = self.defaults | {"version": 1} | values
        return "\t".join([cell(row[field.attname]) for field in self.fields]) + "\n"


def cell(value) -> str:
    if value is None:
        return r"\N"
    if isinstance(value, bool):
        return "t" if value else "f"
    return str(value).replace("\\", r"\\").replace("\n", r"\n").replace("\t", r"\t")


def guid(seed, number) -> str:
    return f"{seed}-{number}"


def released(item: Made) -> datetime:
    return datetime.combine(item.published_on, time(9), UTC) if item.published_on else UNKNOWN_DAY


def post_values(item: Made, seed, councils) -> dict:
    moment = released(item)
    said = {name: getattr(item, name) for name in ("id", "kind", "title", "slug", "summary", "body", "opening")}
    return said | {
        **dict.fromkeys(("created_at", "changed_at", "released_at", "shared_at"), moment),
        "published_on": item.published_on,
        "visibility": item.visibility,
        "state": WritingState.PUBLISHED.value,
        "owner_id": None if item.owner is None else councils[item.owner],
        "source": SOURCE,
        "source_name": "The made-up library",
        "source_guid": guid(seed, item.number),
        "demonstration": True,
    }


def link_values(item: Made, councils, authors, themes):
    """(model, values) of all that ties the post to others."""
    for position, number in enumerate(item.authors, start=1):
        yield tie(item, Authorship, "author_id", authors[number], position=position)
    for number in item.councils:
        yield tie(item, PostCouncil, "council_id", councils[number])
    for slug in item.themes:
        yield tie(item, PostTheme, "theme_id", themes[slug])


def tie(item, model, column, value, **more):
    moment = released(item)
    ids = {"id": permanent(item.id, model.__name__, value), "post_id": item.id, column: value}
    return model, {**ids, "created_at": moment, "changed_at": moment, **more}

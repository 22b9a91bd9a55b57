"""Representations that are kept as text, so that a list or an export reads them instead of making them anew.

They are kept under the number of their item's last change, which the database raises in the transaction of the change,
and under the release that wrote them; what has another number or release is made anew by its serializer.
"""

import hashlib
from functools import cache, lru_cache
from pathlib import Path

import orjson
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest
from rest_framework.request import Request

from improvement_hub.core.actor import NOBODY, Actor
from improvement_hub.core.models import PreparedAnswer, SharedItem
from improvement_hub.core.worded import SOME_ID, Worded

BRIEF, WHOLE = "brief", "whole"  # as in a list, and as the item itself
HERE = "\ue000hub\ue001"  # stands for the hub's own address
BASE = Path(__file__).resolve().parents[2]
ROOMS = ("improvement_hub", "demonstrators", "peer_review", "blogs")


class Unplaced(HttpRequest):
    """A request to no address in particular, by nobody."""

    user = NOBODY

    def build_absolute_uri(self, location=None):
        return f"{HERE}{location}"


@cache
def code() -> str:
    """Of this release: another one may say the same in other words."""
    files = [BASE / "requirements.lock", *(file for room in ROOMS for file in sorted((BASE / room).rglob("*.py")))]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]


def with_prepared(rows, collection, form):
    """The queryset with `change_number`, null for what is not shared, and `prepared`, null where it is to be made."""
    items = SharedItem.objects.filter(collection=collection, item=OuterRef("pk"))
    kept = PreparedAnswer.objects.filter(
        collection=collection, form=form, code=code(), item=OuterRef("pk"), number=OuterRef("change_number")
    )
    return rows.annotate(change_number=Subquery(items.values("number"))).annotate(
        prepared=Subquery(kept.values("body"))
    )


@lru_cache(maxsize=1000)
def one_for(model, collection, reader) -> Worded:
    """A statement for one item, by its id, as whoever has this reader's rights finds it."""

    def found(item):
        kept = PreparedAnswer.objects.filter(
            collection=collection, form=WHOLE, code=code(), item=item, number=OuterRef("number")
        )
        version = model._base_manager.filter(pk=item).values("version")
        rows = SharedItem.objects.visible_to(reader).filter(collection=collection, item=item)
        rows = rows.annotate(version=Subquery(version), prepared=Subquery(kept.values("body")))
        return rows.values_list("number", "version", "prepared")

    return Worded(found, SOME_ID)


def one(model, collection, pk, actor) -> tuple[int | None, int | None, str | None]:
    """(change number, version, text) of an item that is shared with this actor; text is None where it is to be made."""
    reader = Actor(in_sector=actor.in_sector, region_ids=actor.region_ids)
    return next(iter(one_for(model, collection, reader)(pk)), (None, None, None))


def made(serializer_class, rows, view=None) -> dict:
    """{id: text} for model instances, as nobody in particular reads them at no address in particular."""
    request = Request(Unplaced())
    request.user = NOBODY
    said = serializer_class(rows, many=True, context={"request": request, "view": view, "format": None}).data
    return {row.pk: orjson.dumps(one, default=str).decode() for row, one in zip(rows, said, strict=True)}


def keep(collection, form, numbers: dict, texts: dict):
    """Under the numbers their items had before the texts were made."""
    rows = [
        PreparedAnswer(collection=collection, item=pk, form=form, number=numbers[pk], code=code(), body=text)
        for pk, text in texts.items()
        if numbers.get(pk)
    ]
    PreparedAnswer.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["collection", "item", "form"],
        update_fields=["number", "code", "body"],
    )


def placed(text: str, request) -> orjson.Fragment:
    """As the reader of this request gets it."""
    return orjson.Fragment(text.replace(HERE, request.build_absolute_uri("/")[:-1]))

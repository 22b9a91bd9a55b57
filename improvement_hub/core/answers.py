"""How a resource answers those who read: from what is prepared where it can be, and with 304 where they have it."""

import hashlib
from functools import partial
from uuid import UUID

from django.core.cache import caches
from django.db import connection
from django.http import HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.http import parse_etags
from rest_framework.response import Response

from improvement_hub.core import prepared

NAMES = ("themes", "councils", "regions")  # collections whose names and order decide what filters find


def rights(actor) -> str:
    """What decides what is shared with this actor; not who they are."""
    held = (sorted(map(str, ids)) for ids in (actor.region_ids, actor.council_ids))
    said = repr((actor.in_sector, *held, actor.demonstration, sorted(actor.scopes or ())))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def reads_what_is_shared(actor) -> bool:
    """And nothing else: no drafts, no steps to take."""
    return not actor.is_person and not actor.council_ids and not actor.writes_drafts


def edition(collections) -> int:
    """The number of the last change among these, whoever may see it; nought where there is none."""
    latest = " , ".join(
        f"(SELECT max(number) FROM {table} WHERE collection = %s)"  # noqa: S608  (names of our own)
        for _ in collections
        for table in ("core_shareditem", "core_departure")
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(greatest({latest}), 0)", [name for name in collections for _ in range(2)])
        return cursor.fetchone()[0]


def is_prepared(view) -> bool:
    """In a transaction, whose changes no other sees, everything is made anew; and so is what has a shape of its own."""
    return view.prepares is not None and not view.shape and not connection.in_atomic_block


def tag_of_list(view) -> str | None:
    """An ETag that is known before the list is: for readers of what is shared, of collections that are prepared."""
    if not is_prepared(view) or not reads_what_is_shared(view.request.user):
        return None
    said = (
        *(edition([view.prepares, *NAMES]), prepared.code(), rights(view.request.user), timezone.localdate()),
        view.request.build_absolute_uri(),
        view.request.headers.get("Accept", ""),
    )
    return f'"{hashlib.sha256(repr(said).encode()).hexdigest()[:24]}"'


def list_of(view):
    """A page of a list; of what everybody with the same rights reads, as it was said before for the same tag."""
    tag = tag_of_list(view)
    if tag:
        if has_it(view.request, tag):
            return unchanged(tag)
        if said := caches["answers"].get(tag):
            return HttpResponse(said, content_type="application/json", headers={"ETag": tag})
    rows = view.filter_queryset(view.get_queryset())
    if not is_prepared(view):
        said = view.shaped(view.get_serializer(view.paginate_queryset(rows), many=True).data)
    else:
        said = prepared_rows(view, rows)
    response = view.get_paginated_response(said)
    if tag:
        response.headers["ETag"] = tag
        response.add_post_render_callback(lambda done: caches["answers"].set(tag, done.content))
    return response


def prepared_rows(view, rows) -> list:
    ordering = [name.removeprefix("-") for name in view.ordering]
    page = view.paginate_queryset(prepared.with_prepared(plain(rows, *ordering), view.prepares, prepared.BRIEF))
    missing = {row.pk: row.change_number for row in page if row.prepared is None}
    texts = {row.pk: row.prepared for row in page if row.prepared is not None}
    if missing:
        texts |= made_now(view, rows, prepared.BRIEF, missing)
    return [prepared.placed(texts[row.pk], view.request) for row in page]


def made_now(view, rows, form, numbers) -> dict:
    """Texts of rows of which none is kept, by id; `numbers`: those of their items, which they are kept under."""
    texts = prepared.made(view.get_serializer_class(), rows.filter(pk__in=numbers), view)
    prepared.keep(view.prepares, form, numbers, texts)
    return texts


def one_of(view):
    """One item."""
    said = prepared_one(view) if is_prepared(view) and reads_what_is_shared(view.request.user) else None
    return said or view.shown(view.get_object())


def prepared_one(view) -> Response | None:
    """As it is kept; None for what is not shared with this reader."""
    pk = id_at(view)
    number, version, text = prepared.one(view.get_serializer_class().Meta.model, view.prepares, pk, view.request.user)
    if number is None:
        return None
    text = text or made_now(view, view.get_queryset(), prepared.WHOLE, {pk: number}).get(pk)
    return text and Response(prepared.placed(text, view.request), headers={"ETag": tag_of(version)})


def id_at(view) -> UUID:
    """The id that the address names, or that of what its slug names."""
    try:
        return UUID(str(view.kwargs["pk"]))
    except ValueError:
        return view.found_in(plain(view.get_queryset())).pk


def tag_of(version: int) -> str:
    return f'"{version}"'


def plain(rows, *fields):
    """The rows with these fields, and without what is read beside them."""
    return rows.select_related(None).prefetch_related(None).only("pk", "version", *fields)


def tagged(request, response):
    """With an ETag by what it says, after the version where it has one; 304 for those who have it."""
    known = response.headers.get("ETag", "")
    if not known or known.strip('"').isdecimal():
        version = known.strip('"') + "." if known else ""
        digest = hashlib.sha256(response.content).hexdigest()[:24]
        response.headers["ETag"] = f'"{version}{digest}"'
    tag = response.headers["ETag"]
    return unchanged(tag) if has_it(request, tag) else response


def has_it(request, tag) -> bool:
    """Whether the asker holds what has this ETag, packed or not (RFC 9110: compared weakly)."""
    held = {one.removeprefix("W/") for one in parse_etags(request.headers.get("If-None-Match", ""))}
    return tag in held or "*" in held


def unchanged(tag) -> HttpResponse:
    return HttpResponseNotModified(headers={"ETag": tag})


def with_tag(request, response):
    """To be called for each answer to GET: the tag follows once it is rendered."""
    if request.method == "GET" and response.status_code == 200 and isinstance(response, Response):
        response.add_post_render_callback(partial(tagged, request))
    return response

"""A whole collection as a file, sent while it is read: as long as it may be, it takes the memory of one batch."""

import csv
from collections.abc import Iterator
from itertools import chain

import orjson
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.http import StreamingHttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from psycopg2.extensions import BYTES, register_type
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.views import APIView

from improvement_hub.api.changes.sources import BY_COLLECTION
from improvement_hub.api.collections import resource_for, resources
from improvement_hub.api.contract.words import collections, lines
from improvement_hub.core import answers, prepared
from improvement_hub.core.export import Echo, safe
from improvement_hub.core.files.documented import file_answers

AT_A_TIME = 250
NDJSON, CSV = "application/x-ndjson", "text/csv"
KINDS = {"ndjson": NDJSON, "csv": CSV}
ADDRESS = OpenApiParameter(
    "collection",
    str,
    OpenApiParameter.PATH,
    enum=sorted(BY_COLLECTION),
    description=lines("Which collection.", collections(BY_COLLECTION)),
)
FORMS = (("ndjson", "One item on each line, whole"), ("csv", "A row for each, for a spreadsheet"))
AS = OpenApiParameter("as", str, enum=list(KINDS), description=lines("As what; ndjson unless told.", FORMS))


class ExportView(APIView):
    """All of a collection that you may see, in the order of its ids; its own filters narrow it.

    NDJSON has each item whole, as its address gives it; CSV has its row of the list, for a spreadsheet. To keep up
    afterwards, take the first cursor of `changes/` before you begin.
    """

    throttle_scope = "export"

    def takes_also(self) -> frozenset[str]:
        """Parameters besides those of the schema: the filters of the collection."""
        resource = resources().get(self.kwargs["collection"])
        return frozenset(resource.filterset_class.base_filters) if resource else frozenset()

    @extend_schema(operation_id="export_collection", parameters=[ADDRESS, AS], responses=file_answers(KINDS.values()))
    def get(self, request, collection):
        if collection not in BY_COLLECTION:
            raise NotFound
        kind = request.query_params.get("as", "ndjson")
        if kind not in KINDS:
            raise ValidationError({"as": [f"Say {' or '.join(KINDS)}."]})
        view = resource_for(request, collection, "list")
        rows = view.filter_queryset(view.get_queryset()).order_by("pk")  # what is wrong with a filter is said here
        lines = ndjson(request, collection, rows) if kind == "ndjson" else csv_lines(view, rows)
        response = StreamingHttpResponse(lines, content_type=f"{KINDS[kind]}; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{collection}.{kind}"'
        return response


def batches(rows) -> Iterator[list]:
    """Ids in order, some at a time; what is written meanwhile is neither skipped nor sent twice."""
    rows = rows.select_related(None).prefetch_related(None)
    last = None
    while ids := list((rows.filter(pk__gt=last) if last else rows).values_list("pk", flat=True)[:AT_A_TIME]):
        yield ids
        last = ids[-1]


def ndjson(request, collection, rows) -> Iterator[bytes]:
    view = resource_for(request, collection, "retrieve")
    if answers.is_prepared(view) and answers.reads_what_is_shared(request.user):
        return prepared_lines(view, rows)
    return chain.from_iterable(rendered_lines(view, ids) for ids in batches(rows))


def rendered_lines(view, ids) -> Iterator[bytes]:
    found = view.get_queryset().filter(pk__in=ids).order_by("pk")
    for said in view.get_serializer(found, many=True).data:
        yield orjson.dumps(said, default=str) + b"\n"


def prepared_lines(view, rows) -> Iterator[bytes]:
    here = view.request.build_absolute_uri("/")[:-1].encode()
    kept = prepared.with_prepared(answers.plain(rows), view.prepares, prepared.WHOLE)
    kept, last = kept.values_list("pk", "change_number", "prepared"), None
    while found := undecoded((kept.filter(pk__gt=last) if last else kept)[:AT_A_TIME]):
        texts = {pk: text for pk, _, text in found}
        if missing := {pk: number for pk, number, text in found if text is None}:
            made = answers.made_now(view, view.get_queryset(), prepared.WHOLE, missing)
            texts |= {pk: text.encode() for pk, text in made.items()}
        yield b"\n".join([*filter(None, texts.values()), b""]).replace(prepared.HERE.encode(), here)
        last = found[-1][0]


def undecoded(rows) -> list[tuple]:
    """Rows of a list of values whose texts are bytes, as the database sent them: they are only passed on."""
    try:
        sql, params = rows.query.sql_with_params()
    except EmptyResultSet:
        return []
    with connection.cursor() as cursor:
        register_type(BYTES, cursor.cursor)
        cursor.execute(sql, params)
        return cursor.fetchall()


def csv_lines(view, rows) -> Iterator[str]:
    writer, fields = csv.writer(Echo()), list(view.get_serializer().fields)
    yield "\ufeff" + writer.writerow(fields)
    for ids in batches(rows):
        found = view.get_queryset().filter(pk__in=ids).order_by("pk")
        for said in view.get_serializer(found, many=True).data:
            yield writer.writerow([safe(cell(said.get(name))) for name in fields])


def cell(value):
    """What is nested by its name; several with a semicolon between."""
    if isinstance(value, list):
        return "; ".join(str(cell(one)) for one in value)
    if isinstance(value, dict):
        return next((value[name] for name in ("name", "gss_code", "slug", "title") if value.get(name)), str(value))
    return "" if value is None else value

"""Keyset pages: `next` and `previous` point behind and before a row, so no page is slower than the first.

The order's last field is unique, so that no row is skipped or repeated. Where another one is empty, its rows come last.
A cursor is signed for its order: what a query is made of was a row's value here.
"""

from django.core.signing import BadSignature, Signer
from django.db import OperationalError, connection, transaction
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from improvement_hub.core.shapes.orders import asked_order, beyond, named_orders, terms
from improvement_hub.core.shapes.trees import refuse

MOST = 200
LONGEST_COUNT = 2000  # milliseconds
COUNTS = ["exact"]


class KeysetPages(BasePagination):
    page_size = 50

    def paginate_queryset(self, queryset, request, view=None):
        self.request, self.ordering = request, asked_order(view, request)
        size = self.size()
        backwards, values = self.read_cursor()
        self.total = self.counted(queryset)
        model = queryset.model
        rows = ranked(queryset, view, self.ordering).order_by(*terms(self.ordering, model, backwards=backwards))
        if values:
            rows = rows.filter(beyond(self.ordering, values, model, backwards=backwards))
        page = list(rows[: size + 1])
        more, page = len(page) > size, page[:size]
        if backwards:
            page.reverse()
        self.has_next, self.has_previous = (True, more) if backwards else (more, bool(values))
        self.page = page
        return page

    def size(self) -> int:
        wanted = self.request.query_params.get("page_size", str(self.page_size))
        if not (wanted.isdecimal() and len(wanted) < 6 and 1 <= int(wanted) <= MOST):
            raise ValidationError({"page_size": [f"Give a number from 1 to {MOST}."]})
        return int(wanted)

    def counted(self, rows) -> dict:
        """`total`, where it was asked for: null when counting took too long."""
        wish = self.request.query_params.get("count")
        if not wish:
            return {}
        if wish not in COUNTS:
            refuse("count", wish, COUNTS)
        return {"total": count_in_time(rows)}

    def read_cursor(self):
        sent = self.request.query_params.get("cursor")
        if not sent:
            return False, None
        try:
            return self.signer().unsign_object(sent)
        except BadSignature as error:
            problem = "This cursor is not one of ours. Start again without it."
            raise ValidationError({"cursor": [problem]}) from error

    def signer(self) -> Signer:
        return Signer(salt=f"cursor {' '.join(self.ordering)}")

    def link(self, row, *, backwards) -> str:
        found = [value_of(row, name.removeprefix("-")) for name in self.ordering]
        values = [None if value is None else str(value) for value in found]
        cursor = self.signer().sign_object([backwards, values])
        return replace_query_param(self.request.build_absolute_uri(), "cursor", cursor)

    def get_paginated_response(self, data):
        return Response(
            {
                "next": self.link(self.page[-1], backwards=False) if self.page and self.has_next else None,
                "previous": self.link(self.page[0], backwards=True) if self.page and self.has_previous else None,
                **self.total,
                "results": data,
            }
        )

    def get_paginated_response_schema(self, schema):
        link = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {"next": link, "previous": link, "total": TOTAL, "results": schema},
        }

    def get_schema_operation_parameters(self, view):
        return [
            *([ordering_parameter(view, orders)] if (orders := list(named_orders(view))) else []),
            {
                "name": "count",
                "in": "query",
                "schema": {"type": "string", "enum": COUNTS},
                "description": "`exact`: the answer has the `total` of what you may see and asked for.",
            },
            {
                "name": "cursor",
                "in": "query",
                "schema": {"type": "string"},
                "description": "From `next` or `previous`.",
            },
            {
                "name": "page_size",
                "in": "query",
                "schema": {"type": "integer", "minimum": 1, "maximum": MOST, "default": self.page_size},
            },
        ]


TOTAL = {
    "type": ["integer", "null"],
    "description": f"With `count=exact` alone; null when counting took more than {LONGEST_COUNT // 1000} seconds.",
}


def ordering_parameter(view, orders) -> dict:
    own = f"Without it: {', '.join(view.ordering)}. " if view.ordering else ""
    return {
        "name": "ordering",
        "in": "query",
        "schema": {"type": "string", "enum": orders},
        "description": (
            f"{own}With a minus sign the other way round; what is empty comes last. By `id` or `created_at` no row is "
            "skipped or repeated while rows change."
        ),
    }


def ranked(rows, view, ordering):
    """With the expressions that this order compares."""
    ranks = getattr(view, "ranks", {})
    return rows.annotate(**{name: ranks[name] for column in ordering if (name := column.removeprefix("-")) in ranks})


def count_in_time(rows) -> int | None:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select set_config('statement_timeout', %s, true)", [str(LONGEST_COUNT)])
            found = rows.order_by().count()
            cursor.execute("select set_config('statement_timeout', '0', true)")
            return found
    except OperationalError as error:
        if "statement timeout" not in str(error):
            raise
        return None


def value_of(row, name):
    for part in name.split("__"):
        row = None if row is None else getattr(row, part)
    return row

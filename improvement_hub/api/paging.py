"""Keyset pages: `next` and `previous` point behind and before a row, so no page is slower than the first.

The order's last field is unique and none of its fields is ever null, so that no row is skipped or repeated.
A cursor is signed for its order: what a query is made of was a row's value here.
"""

from django.core.signing import BadSignature, Signer
from django.db.models import Q
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

MOST = 200


def reversed_order(ordering):
    return tuple(name[1:] if name.startswith("-") else f"-{name}" for name in ordering)


def beyond(ordering, values) -> Q:
    """Rows that come after the row with these values in this order."""
    condition, equal = Q(), {}
    for name, value in zip(ordering, values, strict=True):
        field = name.removeprefix("-")
        step = "lt" if name.startswith("-") else "gt"
        condition |= Q(**equal, **{f"{field}__{step}": value})
        equal[field] = value
    return condition


class KeysetPages(BasePagination):
    page_size = 50

    def paginate_queryset(self, queryset, request, view=None):
        self.request, self.ordering = request, tuple(view.ordering)
        size = self.size()
        backwards, values = self.read_cursor()
        ordering = reversed_order(self.ordering) if backwards else self.ordering
        rows = queryset.order_by(*ordering)
        if values:
            rows = rows.filter(beyond(ordering, values))
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
        values = [str(value_of(row, name.removeprefix("-"))) for name in self.ordering]
        cursor = self.signer().sign_object([backwards, values])
        return replace_query_param(self.request.build_absolute_uri(), "cursor", cursor)

    def get_paginated_response(self, data):
        return Response(
            {
                "next": self.link(self.page[-1], backwards=False) if self.page and self.has_next else None,
                "previous": self.link(self.page[0], backwards=True) if self.page and self.has_previous else None,
                "results": data,
            }
        )

    def get_paginated_response_schema(self, schema):
        link = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {"next": link, "previous": link, "results": schema},
        }

    def get_schema_operation_parameters(self, view):
        return [
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


def value_of(row, name):
    for part in name.split("__"):
        row = getattr(row, part)
    return row

"""Shared parts of every API resource: visible rows, the page's filters, versions and transitions."""

from uuid import UUID

from django.core.exceptions import ImproperlyConfigured
from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import mixins, viewsets
from rest_framework.exceptions import APIException
from rest_framework.fields import empty
from rest_framework.response import Response

from improvement_hub.core import answers
from improvement_hub.core.audit import acting_as
from improvement_hub.core.shapes.addresses import StepSerializer, TransitionsField
from improvement_hub.core.shapes.parameters import shape_parameters
from improvement_hub.core.shapes.shape import NOTHING_SPECIAL, Shape


class VersionRequired(APIException):
    status_code = 428
    default_code = "version_required"
    default_detail = "Say which version you are changing: send its ETag as If-Match."


IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, required=True, description="The ETag of the version you saw."
)
IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description="A key of your own making; the same request with the same key happens once.",
)


def expected_version(request) -> int:
    """The version named by If-Match; 428 without it, and a version that never was when it cannot be read.

    What follows the version in an ETag is of what was read with it: another name of a theme is no other version.
    """
    sent = request.headers.get("If-Match")
    if sent is None:
        raise VersionRequired()
    number = sent.strip().removeprefix("W/").strip('"').partition(".")[0]
    return int(number) if number.isdecimal() and len(number) < 10 else -1


def etag(row) -> dict[str, str]:
    return {"ETag": answers.tag_of(row.version)}


class ReadResource(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    """A list and its items, as far as the actor may see them; anything else is 404.

    Give `visible(actor)`, `serializer_class`, `filterset_class`, and `ordering` (unique in its last field).
    `orders`: what else `ordering=` takes, each name with its columns; `ranks`: expressions among those columns.
    `prepares`: its name in the order of changes, if its representations are kept as text.
    """

    ordering: tuple[str, ...] = ("id",)
    orders: dict[str, tuple[str, ...]] = {}
    ranks: dict = {}
    prepares: str | None = None
    shape = NOTHING_SPECIAL
    lookup_value_converter = "uuid"

    def visible(self, actor):
        raise ImproperlyConfigured("A resource says what is visible.")

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        if any("\0" in str(part) for part in kwargs.values()):
            raise Http404  # PostgreSQL stores no null characters, so nothing has this address
        acting_as(request.user)  # the middleware opened the audit context before the key or token was read
        self.shape = Shape.asked(request, self.whole) if self.takes_shapes() else NOTHING_SPECIAL

    def takes_shapes(self) -> bool:
        return self.request.method == "GET" and self.action in ("list", "retrieve")

    def shape_parameters(self) -> list:
        """What can be asked of the shape of an answer, for the schema."""
        return shape_parameters(self.whole()) if self.takes_shapes() else []

    def whole(self):
        """The serializer of this answer before anything is left out, without rows."""
        return self.get_serializer_class()(context=self.get_serializer_context())

    def get_queryset(self):
        return self.shape.lightened(self.visible(self.request.user), self.whole)

    def get_serializer(self, *args, **kwargs):
        return self.shape.narrowed(super().get_serializer(*args, **kwargs))

    def shaped(self, objects: list[dict]) -> list[dict]:
        """Objects of this resource's serializer as they were asked for."""
        return self.shape.of(objects, self.get_serializer(), self.request) if self.shape else objects

    def filter_queryset(self, queryset):
        """Filters are the list's: an item is found by its address alone."""
        return super().filter_queryset(queryset) if self.action == "list" else queryset

    def finalize_response(self, request, response, *args, **kwargs):
        return answers.with_tag(request, super().finalize_response(request, response, *args, **kwargs))

    def list(self, request, *args, **kwargs):
        return answers.list_of(self)

    def retrieve(self, request, *args, **kwargs):
        return answers.one_of(self)

    def shown(self, row):
        """One row, in the shape that was asked for."""
        [said] = self.shaped([self.get_serializer(row).data])
        return Response(said, headers=etag(row))

    def found_in(self, rows):
        """The row at this address, with what these rows have read beside them."""
        return get_object_or_404(rows, pk=self.kwargs["pk"])


class ChangeResource(ReadResource):
    """One that also writes: what was sent, checked, and the row as it is afterwards."""

    def finalize_response(self, request, response, *args, **kwargs):
        """What was made says where it is, also when its answer is given again."""
        if response.status_code == 201 and "api_url" in (response.data or {}):
            response["Location"] = response.data["api_url"]
        return super().finalize_response(request, response, *args, **kwargs)

    def read(self, serializer, **terms) -> dict:
        sent = serializer(data=self.request.data, context=self.get_serializer_context(), **terms)
        sent.is_valid(raise_exception=True)
        return sent.validated_data

    def answer(self, row, status=200):
        row = self.get_queryset().get(pk=row.pk)
        return Response(self.get_serializer(row).data, status=status, headers=etag(row))


class FoundByIdOrSlug(ChangeResource):
    """One is addressed by its id, or by its slug."""

    lookup_value_converter = "str"

    def get_object(self):
        return self.found_in(self.get_queryset())

    def found_in(self, rows):
        return by_id_or_slug(rows, self.kwargs["pk"])


def by_id_or_slug(rows, address):
    try:
        return get_object_or_404(rows, pk=UUID(address))
    except ValueError:
        return get_object_or_404(rows, slug=address)


def transition_schema(serializer=empty, inputs=None):
    """How `POST .../transitions/{name}/` is documented; the answer is the resource's own unless given."""
    return extend_schema(
        request=inputs,
        parameters=[IF_MATCH, IDEMPOTENCY_KEY, OpenApiParameter("name", str, OpenApiParameter.PATH)],
        responses=serializer,
    )


__all__ = [
    "IDEMPOTENCY_KEY",
    "IF_MATCH",
    "ChangeResource",
    "FoundByIdOrSlug",
    "ReadResource",
    "StepSerializer",
    "TransitionsField",
    "VersionRequired",
    "by_id_or_slug",
    "etag",
    "expected_version",
    "transition_schema",
]

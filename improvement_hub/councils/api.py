"""Regions and councils over the API: public, read-only, by the same lists and filters as the pages."""

from django.http import HttpResponsePermanentRedirect
from django.urls import reverse
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import NotFound

from improvement_hub.core.api import ReadResource, by_id_or_slug
from improvement_hub.core.shapes.addresses import Addressed
from improvement_hub.councils import queries
from improvement_hub.councils.filters import CouncilFilterSet, RegionFilterSet
from improvement_hub.councils.models import Council, Identifier, Neighbour, Region


class PageAddressField(serializers.SerializerMethodField):
    """The absolute address of a thing's page."""

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", "Address of its page.")
        super().__init__(method_name="page_address", **kwargs)


class WithPage(Addressed, serializers.ModelSerializer):
    url = PageAddressField()

    @extend_schema_field({"type": "string", "format": "uri"})
    def page_address(self, thing):
        return self.context["request"].build_absolute_uri(thing.get_absolute_url())


class RegionSerializer(WithPage):
    council_count = serializers.IntegerField(help_text="Its councils in being today.")

    class Meta:
        model = Region
        collection = "regions"
        fields = ["id", "slug", "name", "council_count", "demonstration", "url"]
        extra_kwargs = {
            "id": {"help_text": "Permanent id."},
            "slug": {"help_text": "Its short name in addresses and filters."},
            "name": {"help_text": "Its name, such as “East Midlands”."},
            "demonstration": {"help_text": "True if it is invented, for demonstration."},
        }


class RegionNameSerializer(Addressed, serializers.ModelSerializer):
    """A region in brief."""

    class Meta:
        model = Region
        collection, brief = "regions", True
        fields = ["id", "slug", "name"]
        extra_kwargs = RegionSerializer.Meta.extra_kwargs


class IdentifierSerializer(serializers.ModelSerializer):
    in_force = serializers.BooleanField(source="is_current", help_text="Whether it is in force today.")

    class Meta:
        model = Identifier
        fields = ["scheme", "value", "in_force", "valid_from", "valid_to"]
        extra_kwargs = {
            "scheme": {"help_text": "gss: GSS code; dfe: DfE number; ofsted: Ofsted URN."},
            "value": {"help_text": "The code itself, as text."},
            "valid_from": {"help_text": "First day it was in force; null where not known."},
            "valid_to": {"help_text": "Last day it was in force; null where not known, or in force still."},
        }


class CouncilNameSerializer(WithPage):
    """A council in brief."""

    gss_code = serializers.CharField(source="gss", help_text="The GSS code in force, or its last.")

    class Meta:
        model = Council
        collection, brief = "councils", True
        fields = ["id", "gss_code", "name", "url"]
        extra_kwargs = {
            "id": {"help_text": "Permanent id; it outlives every change of code."},
            "name": {"help_text": "Its everyday name."},
        }


class CouncilSerializer(CouncilNameSerializer):
    type = serializers.ChoiceField(
        source="kind", choices=Council.Kind.choices, help_text="Kind of authority, as a code."
    )
    type_label = serializers.CharField(source="get_kind_display", help_text="Kind of authority, in words.")
    region = RegionNameSerializer(help_text="The region it lies in.")
    identifiers = IdentifierSerializer(many=True, help_text="Every code it ever had.")
    successors = CouncilNameSerializer(many=True, help_text="Councils that followed it, in whole or in part.")
    predecessors = CouncilNameSerializer(many=True, help_text="Councils it followed, in whole or in part.")

    class Meta:
        model = Council
        collection = "councils"
        fields = [
            *("id", "gss_code", "name", "official_name", "type", "type_label", "region", "started_on"),
            *("ended_on", "identifiers", "successors", "predecessors", "latitude", "longitude", "source"),
            *("demonstration", "url"),
        ]
        extra_kwargs = {
            "id": {"help_text": "Permanent id; it outlives every change of code."},
            "name": {"help_text": "Its everyday name."},
            "official_name": {"help_text": "The name it is constituted under."},
            "started_on": {"help_text": "Its first day; null where not known."},
            "ended_on": {"help_text": "Its last day; null while it has no end."},
            "latitude": {"help_text": "Of a point in it, degrees north (WGS 84); null where not known."},
            "longitude": {"help_text": "Of a point in it, degrees east (WGS 84); null where not known."},
            "source": {"help_text": "Where these facts come from."},
            "demonstration": {"help_text": "True if it is invented, for demonstration."},
        }


class NeighbourSerializer(serializers.ModelSerializer):
    council = CouncilNameSerializer(source="neighbour", help_text="The neighbour.")

    class Meta:
        model = Neighbour
        fields = ["rank", "council"]
        extra_kwargs = {"rank": {"help_text": "1 is the most alike, 10 the least of the ten."}}


MOVED = OpenApiResponse(description="By an older or another code: the same under the GSS code in force.")


class RegionResource(ReadResource):
    """The nine regions of England; demonstration ones when asked for. One is addressed by its id, or by its slug."""

    serializer_class = RegionSerializer
    filterset_class = RegionFilterSet
    ordering = ("name", "id")
    orders = {"name": ("name", "id")}
    lookup_field = "slug"
    lookup_value_converter = "slug"

    def visible(self, actor):
        return queries.region_list(actor)

    def get_object(self):
        return self.found_in(self.get_queryset())

    def found_in(self, rows):
        return by_id_or_slug(rows, self.kwargs["slug"])


class CouncilResource(ReadResource):
    """Councils with children's services; those in being today unless `status` says otherwise.

    One is addressed by its GSS code or its id; an older code or another identifier redirects.
    """

    serializer_class = CouncilSerializer
    filterset_class = CouncilFilterSet
    ordering = ("name", "id")
    orders = {"name": ("name", "id"), "gss_code": ("gss", "id")}
    lookup_field = "gss"
    lookup_value_converter = "str"

    def visible(self, actor):
        return queries.council_details(actor)

    @extend_schema(responses={200: CouncilSerializer, 301: MOVED})
    def retrieve(self, request, *args, **kwargs):
        council = self.addressed(self.get_queryset())
        return self.moved(council) or self.shown(council)

    @extend_schema(responses={200: NeighbourSerializer(many=True), 301: MOVED}, filters=False)
    @action(detail=True, serializer_class=NeighbourSerializer, filterset_class=None, ordering=("rank",))
    def neighbours(self, request, *args, **kwargs):
        """Its ten statistical neighbours, the closest first."""
        council = self.addressed(queries.council_list(request.user))
        return self.moved(council) or self.listed(queries.neighbours_of(council, request.user))

    def listed(self, rows):
        return self.get_paginated_response(self.get_serializer(self.paginate_queryset(rows), many=True).data)

    def addressed(self, councils):
        found = queries.addressed_by(councils, self.kwargs["gss"])
        if found is None:
            raise NotFound
        return found

    def moved(self, council):
        """301 to the address by the GSS code in force, for whoever comes by another code."""
        if self.kwargs["gss"] in (council.gss, str(council.pk)):
            return None
        path = reverse(self.request.resolver_match.view_name, args=[council.gss])
        query = self.request.META["QUERY_STRING"]
        return HttpResponsePermanentRedirect(f"{path}?{query}" if query else path)


RESOURCES = [("regions", RegionResource, "api-region"), ("councils", CouncilResource, "api-council")]

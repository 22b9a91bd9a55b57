from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from blogs import queries, services
from improvement_hub.core.api import IDEMPOTENCY_KEY, IF_MATCH, expected_version
from improvement_hub.core.idempotency import once
from improvement_hub.core.one_page import OnePageSerializer, on_one_page
from improvement_hub.core.permissions import require

ADDRESS = OpenApiParameter("address", str, OpenApiParameter.PATH, description="The id of the old address.")


class OldAddressSerializer(serializers.Serializer):
    """A path on a host that leads to this hub now: who asks for it is sent to the post."""

    id = serializers.UUIDField()
    path = serializers.CharField(help_text="Without host, query and slash at its end.")
    version = serializers.IntegerField(help_text="To send as If-Match.")


class OldAddressesSerializer(OnePageSerializer):
    """Every old address of a post; they all fit on one page."""

    results = OldAddressSerializer(many=True)


class NewAddressSerializer(serializers.Serializer):
    address = serializers.CharField(max_length=1000, help_text="A path, or a whole address with one.")


class OldAddresses:
    """For the resource of posts: where one stood before."""

    @extend_schema(methods=["GET"], responses=OldAddressesSerializer, filters=False)
    @extend_schema(
        methods=["POST"],
        request=NewAddressSerializer,
        responses={201: OldAddressSerializer},
        parameters=[IDEMPOTENCY_KEY],
    )
    @action(detail=True, methods=["get", "post"], pagination_class=None)
    def addresses(self, request, pk):
        """Where a post stood before, for administrators; a POST adds an address that leads to it from then on."""
        post = self.get_object()
        require(request.user, "blogs.keep_addresses", post)
        if request.method == "POST":
            return self.add_address(request, post=post)
        rows = OldAddressSerializer(queries.old_addresses(post, request.user), many=True).data
        return on_one_page(rows)

    @once
    def add_address(self, request, post):
        old = services.add_old_address(post=post, by=request.user, **self.read(NewAddressSerializer))
        return Response(OldAddressSerializer(old).data, status=201)

    @extend_schema(request=None, responses={204: None}, parameters=[ADDRESS, IF_MATCH, IDEMPOTENCY_KEY])
    @action(detail=True, methods=["post"], url_path="addresses/<uuid:address>/remove", url_name="address-remove")
    @once
    def remove_address(self, request, pk, address):
        """That address leads nowhere from then on."""
        post = self.get_object()
        require(request.user, "blogs.keep_addresses", post)
        version = expected_version(request)
        old = queries.old_addresses(post, request.user).filter(pk=address).first()
        if old is None:
            raise Http404
        services.remove_old_address(old=old, by=request.user, version=version)
        return Response(status=204)

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from blogs import queries, services
from improvement_hub.core.api import IDEMPOTENCY_KEY
from improvement_hub.core.idempotency import once
from improvement_hub.core.permissions import require

LINK = OpenApiParameter("link", str, OpenApiParameter.PATH, description="The id of the link.")


class PreviewLinkSerializer(serializers.Serializer):
    """A preview link without its address, which was shown once, on the page that made it."""

    id = serializers.UUIDField()
    given_to = serializers.CharField(help_text="For whom it was made.")
    made_by = serializers.CharField(source="made_by.name")
    made_at = serializers.DateTimeField(source="created_at")
    expires_at = serializers.DateTimeField()
    revoked_at = serializers.DateTimeField(allow_null=True)
    openings = serializers.IntegerField(help_text="How often it was opened.")
    last_opened_at = serializers.DateTimeField(allow_null=True)


class PreviewLinksSerializer(serializers.Serializer):
    """Every link of a post, the latest first; they all fit on one page."""

    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = PreviewLinkSerializer(many=True)


class PreviewLinks:
    """For the resource of posts: the preview links of one. They are made on the page, which alone shows the address."""

    @extend_schema(responses=PreviewLinksSerializer, filters=False)
    @action(detail=True, pagination_class=None, url_path="preview-links")
    def preview_links(self, request, pk):
        """The preview links of a post, for those who may change it."""
        post = self.get_object()
        require(request.user, "blogs.change_post", post)
        rows = PreviewLinkSerializer(queries.preview_links_of(post, request.user), many=True).data
        return Response({"next": None, "previous": None, "results": rows})

    @extend_schema(request=None, responses=PreviewLinkSerializer, parameters=[LINK, IDEMPOTENCY_KEY])
    @action(detail=True, methods=["post"], url_path="preview-links/<uuid:link>/revoke", url_name="preview-revoke")
    @once
    def revoke_preview_link(self, request, pk, link):
        """End a preview link at once."""
        post = self.get_object()
        require(request.user, "blogs.change_post", post)
        found = queries.preview_links_of(post, request.user).filter(pk=link).first()
        if found is None:
            raise Http404
        return Response(PreviewLinkSerializer(services.revoke_preview_link(link=found, by=request.user)).data)

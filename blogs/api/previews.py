from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from blogs import queries, services
from blogs.models.previews import LONGEST
from blogs.services.previews import USUAL_DAYS
from improvement_hub.core.api import IDEMPOTENCY_KEY
from improvement_hub.core.childlevel import refuse_child_level
from improvement_hub.core.idempotency import once
from improvement_hub.core.one_page import OnePageSerializer, on_one_page
from improvement_hub.core.permissions import require

LINK = OpenApiParameter("link", str, OpenApiParameter.PATH, description="The id of the link.")


class PreviewLinkSerializer(serializers.Serializer):
    """A preview link without its address, which is shown once, to whoever makes it."""

    id = serializers.UUIDField()
    given_to = serializers.CharField(help_text="For whom it was made.")
    made_by = serializers.CharField(source="made_by.name")
    made_at = serializers.DateTimeField(source="created_at")
    expires_at = serializers.DateTimeField()
    revoked_at = serializers.DateTimeField(allow_null=True)
    openings = serializers.IntegerField(help_text="How often it was opened.")
    last_opened_at = serializers.DateTimeField(allow_null=True)


class PreviewLinksSerializer(OnePageSerializer):
    """Every link of a post, the latest first; they all fit on one page."""

    results = PreviewLinkSerializer(many=True)


class NewPreviewLinkSerializer(serializers.Serializer):
    given_to = serializers.CharField(
        max_length=100,
        validators=[refuse_child_level],
        help_text="For whom it is.",
    )
    days = serializers.IntegerField(
        required=False, default=USUAL_DAYS, min_value=1, max_value=LONGEST.days, help_text="How long it is good for."
    )


class MadePreviewLinkSerializer(PreviewLinkSerializer):
    address = serializers.CharField(help_text="Who has it reads the post. Keep it: the hub does not know it again.")


class PreviewLinks:
    """For the resource of posts: the preview links of one. The answer that makes one is the only place of its address,
    so it is not kept under an Idempotency-Key: a request that is sent twice makes two links."""

    @extend_schema(methods=["GET"], responses=PreviewLinksSerializer, filters=False)
    @extend_schema(methods=["POST"], request=NewPreviewLinkSerializer, responses={201: MadePreviewLinkSerializer})
    @action(detail=True, methods=["get", "post"], pagination_class=None, url_path="preview-links")
    def preview_links(self, request, pk):
        """The preview links of a post, for those who may change it. A POST makes one, and alone tells its address."""
        post = self.get_object()
        require(request.user, "blogs.change_post", post)
        if request.method == "POST":
            said = self.read(NewPreviewLinkSerializer)
            link, address = services.make_preview_link(post=post, by=request.user, **said)
            return Response({**PreviewLinkSerializer(link).data, "address": address}, status=201)
        rows = PreviewLinkSerializer(queries.preview_links_of(post, request.user), many=True).data
        return on_one_page(rows)

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

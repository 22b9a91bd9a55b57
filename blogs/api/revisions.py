from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from blogs import queries, services
from blogs.api.posts import PostDetailSerializer
from improvement_hub.core.api import IDEMPOTENCY_KEY, IF_MATCH, expected_version
from improvement_hub.core.idempotency import once
from improvement_hub.core.permissions import require


class RestoreSerializer(serializers.Serializer):
    revision = serializers.IntegerField(min_value=1, help_text="The id of the version, as revisions/ has it.")


class PieceSerializer(serializers.Serializer):
    kind = serializers.CharField(help_text="same, gone or new.")
    text = serializers.CharField()


class DifferenceSerializer(serializers.Serializer):
    heading = serializers.CharField(help_text="Title, Summary or Text.")
    pieces = PieceSerializer(many=True, help_text="In their order; without what is new they are the earlier text.")


class ComparisonSerializer(serializers.Serializer):
    """What differs between two versions, the earlier one first."""

    differences = DifferenceSerializer(many=True)


EITHER = [OpenApiParameter(name, int, required=True, description="The id of a version.") for name in ("from", "to")]


class Revisions:
    """For the resource of posts: two versions side by side, and going back to one."""

    @extend_schema(responses=ComparisonSerializer, parameters=EITHER, filters=False)
    @action(detail=True, pagination_class=None)
    def comparison(self, request, pk):
        """What differs between any two versions, for those who may change the post."""
        post = self.get_object()
        require(request.user, self.revisions_permission, post)
        version = queries.REVISIONS.version_since(post, request.GET.get("to"), request.GET.get("from"))
        if version is None:
            raise Http404
        compared = queries.REVISIONS.compared(version)
        told = [
            {"heading": heading, "pieces": [{"kind": kind, "text": text} for kind, text in pieces]}
            for heading, pieces in compared
        ]
        return Response(ComparisonSerializer({"differences": told}).data)

    @extend_schema(request=RestoreSerializer, responses=PostDetailSerializer, parameters=[IF_MATCH, IDEMPOTENCY_KEY])
    @action(detail=True, methods=["post"])
    @once
    def restore(self, request, pk):
        """Bring back the kind, title, summary and text of an earlier version, as a new one."""
        post, version = self.get_object(), expected_version(request)
        said = self.read(RestoreSerializer)
        return self.answer(services.restore_revision(post=post, by=request.user, version=version, **said))

from django.http import Http404
from django.utils.functional import cached_property
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers

from improvement_hub.core.api import ChangeResource, TransitionsField
from improvement_hub.core.one_page import on_one_page
from improvement_hub.core.permissions import require
from improvement_hub.core.shapes.addresses import Addressed
from improvement_hub.councils.api import CouncilNameSerializer
from improvement_hub.councils.queries import council_called
from peer_review import queries

OF_REVIEW = OpenApiParameter("review", str, OpenApiParameter.PATH, description="The review's id.")


class ReviewThemeSerializer(Addressed):
    id = serializers.UUIDField(source="pk")
    slug = serializers.CharField()
    name = serializers.CharField()

    class Meta:
        collection, brief = "themes", True


class CalledCouncilField(serializers.CharField):
    """A council by its name, or any code it ever had."""

    def to_internal_value(self, data):
        council = council_called(super().to_internal_value(data))
        if council is None:
            raise serializers.ValidationError("No council is called that.")
        return council


def page_of(serializer, row) -> str:
    return serializer.context["request"].build_absolute_uri(row.get_absolute_url())


def of_team(statement, actor):
    """The statement, for those who see it as its team does; 403 for everyone else who may see it."""
    require(actor, "peer_review.read_evidence", statement)
    return statement


class StepInputSerializer(serializers.Serializer):
    """What a step asks for; `hold`, `lift`, `postpone` and `cancel` ask for a reason."""

    reason = serializers.CharField(required=False, max_length=500)


class GivenReasonSerializer(serializers.Serializer):
    reason = serializers.CharField(max_length=500)


class InsideReview(ChangeResource):
    """Rows of one review, for who may see it and has `permission` in it."""

    permission = "peer_review.read_review"
    ordering = ("created_at", "id")

    @cached_property
    def review(self):
        found = queries.one_review(self.request.user).filter(pk=self.kwargs["review"]).first()
        if found is None:
            raise Http404
        return found

    def get_queryset(self):
        if getattr(self, "swagger_fake_view", False):
            return self.queryset
        require(self.request.user, self.permission, self.review)
        return self.rows()

    def get_serializer_context(self):
        known = super().get_serializer_context()
        return known if getattr(self, "swagger_fake_view", False) else {**known, "review": self.review}


__all__ = [
    "OF_REVIEW",
    "CalledCouncilField",
    "CouncilNameSerializer",
    "GivenReasonSerializer",
    "InsideReview",
    "ReviewThemeSerializer",
    "StepInputSerializer",
    "TransitionsField",
    "of_team",
    "on_one_page",
    "page_of",
]

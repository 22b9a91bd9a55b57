from rest_framework import serializers

from improvement_hub.core.api import ReadResource
from improvement_hub.core.shapes.addresses import Addressed
from peer_review import queries
from peer_review.filters import KeyLineFilterSet
from peer_review.models import KeyLineOfEnquiry


class KeyLineOfReviewSerializer(Addressed, serializers.ModelSerializer):
    """A question that a review sets out to answer."""

    class Meta:
        model = KeyLineOfEnquiry
        collection = "keylines"
        fields = ["id", "review", "position", "question"]
        extra_kwargs = {
            "id": {"help_text": "Permanent id."},
            "review": {"help_text": "The review’s id."},
            "position": {"help_text": "Its place among the key lines of the review."},
            "question": {"help_text": "The question itself."},
        }


class KeyLineResource(ReadResource):
    """Key lines of enquiry, for the teams and hosts of their reviews. They are written as part of a review."""

    serializer_class = KeyLineOfReviewSerializer
    filterset_class = KeyLineFilterSet
    ordering = ("created_at", "id")
    orders = {"position": ("position", "id")}
    queryset = KeyLineOfEnquiry.objects.none()

    def visible(self, actor):
        return queries.keylines(actor)

"""That a review makes no recommendation, over the API."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action

from improvement_hub.core.api import IDEMPOTENCY_KEY, IF_MATCH, expected_version
from improvement_hub.core.idempotency import once
from improvement_hub.core.permissions import require
from peer_review import services
from peer_review.models import NothingRecommended


class NothingRecommendedSerializer(serializers.ModelSerializer):
    class Meta:
        model = NothingRecommended
        fields = ["reason"]


class WithNothingRecommended:
    """For the resource of reviews. If-Match names the version of the review."""

    @extend_schema(request=NothingRecommendedSerializer, parameters=[IF_MATCH, IDEMPOTENCY_KEY])
    @action(detail=True, methods=["post"], url_path="nothing-recommended", url_name="nothing-recommended")
    @once
    def nothing_recommended(self, request, pk):
        """State that nothing is recommended, and why: the review lead, from the feedback to the final report."""
        terms = {"review": self.writable(request), "by": request.user, "version": expected_version(request)}
        return self.answer(services.recommend_nothing(**terms, **self.read(NothingRecommendedSerializer)))

    @extend_schema(parameters=[IF_MATCH])
    @nothing_recommended.mapping.delete
    def recommend_after_all(self, request, pk):
        """Take that back before the report is final; writing a recommendation does so too."""
        terms = {"review": self.writable(request), "by": request.user, "version": expected_version(request)}
        return self.answer(services.recommend_after_all(**terms))

    def writable(self, request):
        review = self.get_object()
        require(request.user, "peer_review.recommend", review)
        return review

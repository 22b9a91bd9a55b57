from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action

from improvement_hub.core.api import (
    IDEMPOTENCY_KEY,
    IF_MATCH,
    ChangeResource,
    expected_version,
    transition_schema,
)
from improvement_hub.core.idempotency import once
from improvement_hub.core.permissions import require
from improvement_hub.core.shapes.addresses import Addressed
from peer_review import queries, services
from peer_review.api.shared import TransitionsField
from peer_review.filters import SelfAssessmentFilterSet
from peer_review.models import HostView, KeyLineOfEnquiry, Review, SelfAssessment
from peer_review.models.self_assessments import LONGEST_POSITION, LONGEST_VIEW


class HostViewSerializer(serializers.ModelSerializer):
    question = serializers.CharField(source="keyline.question")

    class Meta:
        model = HostView
        fields = ["keyline", "question", "rating", "strengths", "concerns", "version"]


class SelfAssessmentSerializer(Addressed, serializers.ModelSerializer):
    """What a host says of itself before its peers come. The team reads it once it is given to them."""

    views = HostViewSerializer(many=True, help_text="Its answer to each key line.")
    transitions = TransitionsField()

    class Meta:
        collection = "self-assessments"
        of_the_reader = ["transitions"]
        model = SelfAssessment
        fields = ["id", "review", "position", "views", "state", "given_at", "transitions"]


class PositionSerializer(serializers.Serializer):
    position = serializers.CharField(max_length=LONGEST_POSITION, help_text="In Markdown.")


class NewSelfAssessmentSerializer(PositionSerializer):
    review = serializers.PrimaryKeyRelatedField(queryset=Review.objects.none())

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if request := self.context.get("request"):
            self.fields["review"].queryset = Review.objects.visible_to(request.user)


class ViewSerializer(serializers.Serializer):
    """`version` is that of the view you saw, 0 for one that is not there yet."""

    keyline = serializers.UUIDField()
    version = serializers.IntegerField(min_value=0)
    rating = serializers.CharField(max_length=200)
    strengths = serializers.CharField(max_length=LONGEST_VIEW, required=False, allow_blank=True)
    concerns = serializers.CharField(max_length=LONGEST_VIEW, required=False, allow_blank=True)


class SelfAssessmentResource(ChangeResource):
    """Self-assessments and position statements of hosts."""

    serializer_class = SelfAssessmentSerializer
    filterset_class = SelfAssessmentFilterSet
    ordering = ("-created_at", "id")
    queryset = SelfAssessment.objects.none()

    def visible(self, actor):
        return queries.self_assessments(actor)

    @extend_schema(
        request=NewSelfAssessmentSerializer, responses={201: SelfAssessmentSerializer}, parameters=[IDEMPOTENCY_KEY]
    )
    @once
    def create(self, request):
        """Begin the self-assessment of a review that your council hosts, with its position statement."""
        said = self.read(NewSelfAssessmentSerializer)
        return self.answer(services.write_position(by=request.user, version=0, **said), status=201)

    @extend_schema(request=PositionSerializer, responses=SelfAssessmentSerializer, parameters=[IF_MATCH])
    def partial_update(self, request, pk):
        """Change the position statement."""
        assessment, version = self.get_object(), expected_version(request)
        said = self.read(PositionSerializer)
        review = assessment.review
        return self.answer(services.write_position(review=review, by=request.user, version=version, **said))

    @extend_schema(request=ViewSerializer, responses=SelfAssessmentSerializer, parameters=[IDEMPOTENCY_KEY])
    @action(detail=True, methods=["post"])
    @once
    def views(self, request, pk):
        """Say how the host sees itself on one key line; the view's own version takes the place of If-Match."""
        assessment = self.get_object()
        require(request.user, "peer_review.write_self_assessment", assessment)
        said = self.read(ViewSerializer)
        lines = KeyLineOfEnquiry.objects.visible_to(request.user)
        line = get_object_or_404(lines, pk=said.pop("keyline"), review=assessment.review)
        services.write_view(keyline=line, by=request.user, **said)
        return self.answer(assessment)

    @transition_schema(SelfAssessmentSerializer)
    @action(detail=True, methods=["post"], url_path="transitions/<str:name>", url_name="transition")
    @once
    def transition(self, request, pk, name):
        """Give it to the team, or take it back before the visit."""
        assessment, version = self.get_object(), expected_version(request)
        return self.answer(
            services.move_self_assessment(assessment=assessment, step=name, by=request.user, version=version)
        )

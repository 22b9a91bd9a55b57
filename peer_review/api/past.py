from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action

from improvement_hub.accounts.asking import refuse_unless_fresh
from improvement_hub.core.api import IDEMPOTENCY_KEY, IF_MATCH, ChangeResource, expected_version
from improvement_hub.core.idempotency import once
from improvement_hub.core.models import BEYOND_THE_TEAM
from improvement_hub.core.shapes.addresses import Addressed
from peer_review import queries, services
from peer_review.api.shared import CalledCouncilField, CouncilNameSerializer, ReviewThemeSerializer, page_of
from peer_review.filters import PastReviewFilterSet
from peer_review.models import PastReview


class PastReviewSerializer(Addressed, serializers.ModelSerializer):
    """An earlier review as its host recorded it. Its conclusions passed no gate: none of them is a finding."""

    review = serializers.UUIDField(source="review_id", help_text="Its id under `reviews/`.")
    title = serializers.CharField(source="review.title")
    theme = ReviewThemeSerializer(source="review.theme")
    host = CouncilNameSerializer(source="review.host")
    review_lead = CouncilNameSerializer(source="review.review_lead", allow_null=True)
    observer = CouncilNameSerializer(source="review.observer", allow_null=True)
    participants = serializers.SerializerMethodField()
    starts_on = serializers.DateField(source="review.starts_on", allow_null=True)
    ends_on = serializers.DateField(source="review.ends_on", allow_null=True)
    url = serializers.SerializerMethodField(help_text="The page that shows the same.")

    class Meta:
        collection = "past-reviews"
        model = PastReview
        fields = [
            *("id", "review", "title", "theme", "host", "review_lead", "observer", "participants", "year"),
            *("starts_on", "ends_on", "method_name", "conclusions", "visibility", "url"),
        ]

    @extend_schema_field(CouncilNameSerializer(many=True))
    def get_participants(self, record):
        return CouncilNameSerializer(
            [row.council for row in record.review.participants.all()], many=True, context=self.context
        ).data

    def get_url(self, record) -> str:
        return page_of(self, record)


class ChangePastSerializer(serializers.Serializer):
    """What is left out stays as it is."""

    title = serializers.CharField(max_length=150)
    theme = serializers.SlugRelatedField(slug_field="slug", queryset=queries.themes())
    year = serializers.IntegerField(required=False, min_value=1990, max_value=2100, help_text="Without days, enough.")
    starts_on = serializers.DateField(required=False, allow_null=True)
    ends_on = serializers.DateField(required=False, allow_null=True)
    review_lead = CalledCouncilField(required=False)
    observer = CalledCouncilField(required=False)
    participants = serializers.ListField(child=CalledCouncilField(), required=False, max_length=40)
    method_name = serializers.CharField(required=False, max_length=100, allow_blank=True)
    conclusions = serializers.CharField(required=False, max_length=10_000, allow_blank=True)


class RecordPastSerializer(ChangePastSerializer):
    host = CalledCouncilField()


class SharePastSerializer(serializers.Serializer):
    visibility = serializers.ChoiceField(choices=BEYOND_THE_TEAM)


class PastReviewResource(ChangeResource):
    """Earlier reviews, recorded and not gated, whose conclusions the actor reads."""

    serializer_class = PastReviewSerializer
    filterset_class = PastReviewFilterSet
    ordering = ("-created_at", "id")
    orders = {"year": ("year", "id")}
    queryset = PastReview.objects.none()

    def visible(self, actor):
        return queries.past_reviews(actor)

    @extend_schema(request=RecordPastSerializer, responses={201: PastReviewSerializer}, parameters=[IDEMPOTENCY_KEY])
    @once
    def create(self, request):
        """Record one of a council you run, or of your region; the same host, title and day or year is the same."""
        return self.answer(services.record_past_review(by=request.user, **self.read(RecordPastSerializer)), status=201)

    @extend_schema(request=ChangePastSerializer, responses=PastReviewSerializer, parameters=[IF_MATCH])
    def partial_update(self, request, pk):
        """Change what was recorded."""
        record, version = self.get_object(), expected_version(request)
        said = self.read(ChangePastSerializer, partial=True)
        return self.answer(services.change_past_review(record=record, by=request.user, version=version, **said))

    @extend_schema(request=SharePastSerializer, responses=PastReviewSerializer, parameters=[IF_MATCH, IDEMPOTENCY_KEY])
    @action(detail=True, methods=["post"])
    @once
    def share(self, request, pk):
        """Set who reads it: the host's director."""
        record, version = self.get_object(), expected_version(request)
        refuse_unless_fresh(request)
        said = self.read(SharePastSerializer)
        return self.answer(services.share_past_review(record=record, by=request.user, version=version, **said))

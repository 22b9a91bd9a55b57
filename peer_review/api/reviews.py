from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action

from improvement_hub.core.api import (
    IDEMPOTENCY_KEY,
    IF_MATCH,
    ChangeResource,
    ReadResource,
    expected_version,
    transition_schema,
)
from improvement_hub.core.idempotency import once
from improvement_hub.core.one_page import OnePageSerializer, on_one_page
from improvement_hub.core.permissions import allows, require
from improvement_hub.core.shapes.addresses import Addressed
from peer_review import queries, services
from peer_review.api.calendars import WithCalendar
from peer_review.api.nothing import WithNothingRecommended
from peer_review.api.shared import (
    CalledCouncilField,
    CouncilNameSerializer,
    ReviewThemeSerializer,
    StepInputSerializer,
    TransitionsField,
    page_of,
)
from peer_review.filters import ReviewFilterSet
from peer_review.filters.reviews import STATE_RANK
from peer_review.models import Activity, KeyLineOfEnquiry, Method, Review, TeamMember
from peer_review.workflow import ReviewState


class TriadSerializer(Addressed, serializers.ModelSerializer):
    """The three different councils of one review. A review recorded from public facts may not know all."""

    review = serializers.UUIDField(source="pk")
    host = CouncilNameSerializer()
    review_lead = CouncilNameSerializer(allow_null=True)
    observer = CouncilNameSerializer(allow_null=True)

    class Meta:
        collection = "triads"
        model = Review
        fields = ["review", "host", "review_lead", "observer"]


class KeyLineSerializer(serializers.ModelSerializer):
    class Meta:
        model = KeyLineOfEnquiry
        fields = ["id", "position", "question"]


class AgreedSerializer(serializers.Serializer):
    host = serializers.DateTimeField(source="host_agreed_at", allow_null=True)
    review_lead = serializers.DateTimeField(source="lead_agreed_at", allow_null=True)


class TeamMemberSerializer(serializers.ModelSerializer):
    name = serializers.CharField(source="who")
    organisation = serializers.CharField(source="organisation.name")

    class Meta:
        model = TeamMember
        fields = ["id", "name", "job_title", "role", "organisation"]


class KindSerializer(serializers.Serializer):
    """Planned against done; an activity that was cancelled had been planned."""

    kind = serializers.ChoiceField(choices=Activity.Kind.choices)
    label = serializers.CharField()
    planned = serializers.IntegerField()
    done = serializers.IntegerField()
    cancelled = serializers.IntegerField()


class CountsSerializer(serializers.Serializer):
    """How much there is; `activities` leaves out those that were cancelled."""

    activities = serializers.IntegerField()
    done = serializers.IntegerField()
    kinds = KindSerializer(many=True)
    evidence = serializers.IntegerField()
    hypotheses = serializers.IntegerField()
    findings = serializers.IntegerField()
    documents_asked = serializers.IntegerField()
    documents = serializers.IntegerField(help_text="Of those asked for, those that are in.")


class MethodNameSerializer(Addressed, serializers.ModelSerializer):
    class Meta:
        collection, brief = "methods", True
        model = Method
        fields = ["id", "slug", "edition", "name"]


class ReviewSerializer(Addressed, serializers.ModelSerializer):
    """Roles, dates and state: what everyone who may see the review may read of it."""

    theme = ReviewThemeSerializer()
    method = MethodNameSerializer(allow_null=True, help_text="The edition it began with; null for a recorded one.")
    host = CouncilNameSerializer()
    triad = TriadSerializer(source="*")
    state = serializers.ChoiceField(choices=ReviewState.choices)
    state_label = serializers.CharField(source="get_state_display")
    demonstration = serializers.BooleanField(help_text="Among plainly invented councils; in no total.")
    url = serializers.SerializerMethodField(help_text="The page that shows the same.")

    class Meta:
        collection = "reviews"
        model = Review
        fields = [
            "id",
            "title",
            "theme",
            "method",
            "host",
            "triad",
            "state",
            "state_label",
            "starts_on",
            "ends_on",
            "feedback_given_at",
            "final_at",
            "closed_at",
            "public_summary",
            "demonstration",
            "url",
        ]

    def get_url(self, review) -> str:
        return page_of(self, review)


class ReviewTextSerializer(ReviewSerializer):
    """One review; its scope, key lines and team are null for those who may not read its text."""

    scope = serializers.SerializerMethodField()
    participants = serializers.SerializerMethodField(help_text="Councils beside host, review lead and observer.")
    agreed = serializers.SerializerMethodField(help_text="When host and review lead agreed scope and key lines.")
    keylines = serializers.SerializerMethodField()
    team = serializers.SerializerMethodField()
    nothing_recommended = serializers.SerializerMethodField(help_text="Why, where the review recommends nothing.")
    counts = serializers.SerializerMethodField(help_text="Null for those who may not see them.")
    transitions = TransitionsField()

    class Meta(ReviewSerializer.Meta):
        of_the_reader = [
            *("scope", "agreed", "keylines", "team", "nothing_recommended", "counts", "transitions"),
        ]
        fields = [
            *ReviewSerializer.Meta.fields,
            "participants",
            "scope",
            "agreed",
            "keylines",
            "team",
            "nothing_recommended",
            "counts",
            "transitions",
        ]

    def reads(self, review) -> bool:
        return allows(self.context["request"].user, "peer_review.read_review", review)

    @extend_schema_field(CouncilNameSerializer(many=True))
    def get_participants(self, review):
        return CouncilNameSerializer(
            [row.council for row in review.participants.all()], many=True, context=self.context
        ).data

    def get_scope(self, review) -> str | None:
        return review.scope if self.reads(review) else None

    @extend_schema_field(AgreedSerializer(allow_null=True))
    def get_agreed(self, review):
        return AgreedSerializer(review).data if self.reads(review) else None

    @extend_schema_field(KeyLineSerializer(many=True, allow_null=True))
    def get_keylines(self, review):
        return KeyLineSerializer(review.keylines.all(), many=True).data if self.reads(review) else None

    @extend_schema_field(TeamMemberSerializer(many=True, allow_null=True))
    def get_team(self, review):
        return TeamMemberSerializer(review.sitting_team, many=True).data if self.reads(review) else None

    def get_nothing_recommended(self, review) -> str | None:
        nothing = getattr(review, "nothing_recommended", None) if self.reads(review) else None
        return nothing.reason if nothing else None

    @extend_schema_field(CountsSerializer(allow_null=True))
    def get_counts(self, review):
        sees = allows(self.context["request"].user, "peer_review.see_counts", review)
        return CountsSerializer(queries.counts(review)).data if sees else None


class ChangeReviewSerializer(serializers.Serializer):
    """What is left out stays as it is."""

    title = serializers.CharField(max_length=150)
    scope = serializers.CharField(required=False, allow_blank=True)
    keylines = serializers.ListField(
        child=serializers.CharField(max_length=300), required=False, max_length=40, help_text="All questions, in order."
    )
    starts_on = serializers.DateField(required=False, allow_null=True)
    ends_on = serializers.DateField(required=False, allow_null=True)


class OpenReviewSerializer(ChangeReviewSerializer):
    """Councils by name or any code; without `keylines` it begins with those of its method."""

    host = CalledCouncilField()
    review_lead = CalledCouncilField()
    observer = CalledCouncilField(required=False, help_text="Only where the method has one.")
    participants = serializers.ListField(child=CalledCouncilField(), required=False, max_length=9)
    theme = serializers.SlugRelatedField(slug_field="slug", queryset=queries.themes())
    method = serializers.PrimaryKeyRelatedField(queryset=queries.published_methods(), help_text="Id of an edition.")


class ReviewStepInputSerializer(StepInputSerializer):
    """What a step asks for: a reason, or the day until when the host checks the report."""

    deadline = serializers.DateField(required=False)


class HappeningSerializer(serializers.Serializer):
    at = serializers.DateTimeField()
    by = serializers.CharField()
    words = serializers.CharField(help_text="What it was.")


class HistorySerializer(OnePageSerializer):
    """What was done in a review, from its audit trail; it all fits on one page."""

    results = HappeningSerializer(many=True)


class ReviewResource(WithNothingRecommended, WithCalendar, ChangeResource):
    """Peer reviews, as far as the actor may see them."""

    filterset_class = ReviewFilterSet
    ordering = ("-created_at", "id")
    orders = {
        "starts_on": ("starts_on", "title", "id"),
        "host": ("host__name", "id"),
        "state": ("state_rank", "-starts_on", "title", "id"),
    }
    ranks = {"state_rank": STATE_RANK}
    queryset = Review.objects.none()

    def visible(self, actor):
        return queries.review_list(actor) if self.action == "list" else queries.one_review(actor)

    def get_serializer_class(self):
        return ReviewSerializer if self.action == "list" else ReviewTextSerializer

    @extend_schema(request=OpenReviewSerializer, responses={201: ReviewTextSerializer}, parameters=[IDEMPOTENCY_KEY])
    @once
    def create(self, request):
        """Open a review of a council you run, by a method that is offered to it."""
        return self.answer(services.open_review(by=request.user, **self.read(OpenReviewSerializer)), status=201)

    @extend_schema(request=ChangeReviewSerializer, responses=ReviewTextSerializer, parameters=[IF_MATCH])
    def partial_update(self, request, pk):
        """Change title, scope, days or key lines until feedback is given: the host, or the review lead."""
        review, version = self.get_object(), expected_version(request)
        said = self.read(ChangeReviewSerializer, partial=True)
        return self.answer(services.change_review(review=review, by=request.user, version=version, **said))

    @transition_schema(ReviewTextSerializer, ReviewStepInputSerializer)
    @action(detail=True, methods=["post"], url_path="transitions/<str:name>", url_name="transition")
    @once
    def transition(self, request, pk, name):
        """Take one step of its way; some ask for a reason, and `send_to_host` for a deadline."""
        terms = {"review": self.get_object(), "step": name, "by": request.user, "version": expected_version(request)}
        return self.answer(services.move_review(**terms, **self.read(ReviewStepInputSerializer)))

    @extend_schema(request=None, responses=ReviewTextSerializer, parameters=[IF_MATCH, IDEMPOTENCY_KEY])
    @action(detail=True, methods=["post"])
    @once
    def agree(self, request, pk):
        """Agree scope and key lines as they are, for the host or for the review lead."""
        terms = {"review": self.get_object(), "by": request.user, "version": expected_version(request)}
        return self.answer(services.agree_to_scope(**terms))

    @extend_schema(responses=HistorySerializer, filters=False)
    @action(detail=True, pagination_class=None)
    def history(self, request, pk):
        """What was done in the review, the latest first, for its team and its host."""
        review = self.get_object()
        require(request.user, "peer_review.read_review", review)
        rows = HappeningSerializer(queries.history(request.user, review), many=True).data
        return on_one_page(rows)


class TriadResource(ReadResource):
    """Which three councils a review brings together, by the review's id."""

    serializer_class = TriadSerializer
    filterset_class = ReviewFilterSet
    ordering = ("-created_at", "id")
    queryset = Review.objects.none()

    def visible(self, actor):
        return queries.review_list(actor).exclude(state=ReviewState.RECORDED)

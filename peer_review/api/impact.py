"""Recommendations, the host's actions and what came of them, over the API."""

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.response import Response

from improvement_hub.accounts.asking import refuse_unless_fresh
from improvement_hub.core.api import (
    IDEMPOTENCY_KEY,
    IF_MATCH,
    ChangeResource,
    etag,
    expected_version,
    transition_schema,
)
from improvement_hub.core.childlevel import refuse_child_level
from improvement_hub.core.idempotency import once
from improvement_hub.core.models import Visibility
from improvement_hub.core.one_page import OnePageSerializer, on_one_page
from improvement_hub.core.shapes.addresses import Addressed
from improvement_hub.core.shapes.bulk import bulk_create
from peer_review import queries, services
from peer_review.api.shared import CouncilNameSerializer, ReviewThemeSerializer, TransitionsField, page_of
from peer_review.filters import ActionFilterSet, RecommendationFilterSet
from peer_review.models import Action, Document, FollowUp, ProgressNote, Recommendation, Review, Statement

OWN_ID = {"required": False, "help_text": "Of your own making: sent twice, it is stored once."}
BASELINE = ["baseline", "baseline_n", "baseline_on"]
MEASURE = ["measure", "unit", "better", *BASELINE, "target", "target_on", "measure_source"]
PLAN = ["outcome", "words", "owner_role", "due_on", *MEASURE]
READING = ["value", "value_n", "measured_on"]


class FollowUpSerializer(serializers.ModelSerializer):
    """The host's answer some months after the report."""

    class Meta:
        model = FollowUp
        fields = ["months", "done", "impact", "words", "action", *READING, "version"]
        extra_kwargs = {
            "done": {"help_text": "none, some, most or all of it."},
            "impact": {"help_text": "measured (with action and value), no_change (as its words say) or unknown."},
            "action": {"help_text": "Whose measure the value is of."},
            "value_n": {"help_text": "Of how many, for a percentage."},
            "version": {"help_text": "Of this answer; send it to change the answer."},
        }


class RecommendationSerializer(Addressed, serializers.ModelSerializer):
    """What a visiting team asks of its host."""

    review = serializers.UUIDField(source="review_id")
    host = CouncilNameSerializer(source="review.host")
    theme = ReviewThemeSerializer(source="review.theme")
    findings = serializers.SerializerMethodField(help_text="Ids of the findings it rests on that you may read.")
    reported_on = serializers.DateField(
        source="followed_from", allow_null=True, help_text="Its follow-ups are counted from this day."
    )
    follow_ups = FollowUpSerializer(many=True)
    follow_up_months = serializers.ListField(child=serializers.IntegerField(), help_text="When it is followed up.")
    url = serializers.SerializerMethodField(help_text="The page that shows the same.")

    class Meta:
        collection = "recommendations"
        links = {"findings": "findings"}
        of_the_reader = ["findings"]
        model = Recommendation
        fields = [
            "id",
            "review",
            "host",
            "theme",
            "text",
            "timescale",
            "findings",
            "state",
            "decline_reason",
            "visibility",
            "reported_on",
            "follow_up_months",
            "follow_ups",
            "url",
        ]

    def get_findings(self, recommendation) -> list[str]:
        return [str(ground.statement_id) for ground in recommendation.shown_grounds]

    def get_url(self, recommendation) -> str:
        return page_of(self, recommendation)


class OneRecommendationSerializer(RecommendationSerializer):
    transitions = TransitionsField()

    class Meta(RecommendationSerializer.Meta):
        of_the_reader = ["findings", "transitions"]
        fields = [*RecommendationSerializer.Meta.fields, "transitions"]


class ChangedRecommendationSerializer(serializers.ModelSerializer):
    findings = serializers.PrimaryKeyRelatedField(queryset=Statement.objects.none(), many=True, required=False)

    class Meta:
        model = Recommendation
        fields = ["text", "timescale", "findings", "made_on"]
        extra_kwargs = {"made_on": {"help_text": "Of an earlier review: the day of its report."}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if request := self.context.get("request"):
            self.fields["findings"].child_relation.queryset = Statement.objects.visible_to(request.user)


class NewRecommendationSerializer(ChangedRecommendationSerializer):
    id = serializers.UUIDField(**OWN_ID)
    review = serializers.PrimaryKeyRelatedField(queryset=Review.objects.none())

    class Meta(ChangedRecommendationSerializer.Meta):
        fields = ["id", "review", "text", "timescale", "findings", "made_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if request := self.context.get("request"):
            self.fields["review"].queryset = Review.objects.visible_to(request.user)


class ReadersSerializer(serializers.Serializer):
    visibility = serializers.ChoiceField(choices=Visibility.choices)


class NewFollowUpSerializer(serializers.ModelSerializer):
    """An answer; an answer that stands is changed by naming its version."""

    version = serializers.IntegerField(required=False)
    action = serializers.PrimaryKeyRelatedField(queryset=Action.objects.none(), required=False, allow_null=True)

    class Meta:
        model = FollowUp
        fields = ["months", "done", "impact", "words", "action", *READING, "version"]
        validators: list = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if request := self.context.get("request"):
            self.fields["action"].queryset = Action.objects.visible_to(request.user)


class StepReasonSerializer(serializers.Serializer):
    """What a step asks for; `decline` and `stop` ask for a reason."""

    reason = serializers.CharField(required=False, max_length=500, validators=[refuse_child_level])


class FigureSerializer(serializers.Serializer):
    """Percentages are of `n`, the recommendations that were not declined; null where there are none."""

    label = serializers.CharField()
    recommendations = serializers.IntegerField()
    declined = serializers.IntegerField()
    n = serializers.IntegerField(source="followed")
    all_done = serializers.IntegerField()
    all_done_percent = serializers.IntegerField(allow_null=True)
    impact_known = serializers.IntegerField()
    impact_known_percent = serializers.IntegerField(allow_null=True)


class FiguresSerializer(serializers.Serializer):
    """Of final reports and earlier reviews, as far as you may count them; source: the hosts' own answers."""

    total = FigureSerializer()
    region = FigureSerializer(many=True)
    theme = FigureSerializer(many=True)
    year = FigureSerializer(many=True)


class RecommendationResource(ChangeResource):
    """Recommendations, as far as you may read them."""

    filterset_class = RecommendationFilterSet
    ordering = ("-created_at", "id")
    queryset = Recommendation.objects.none()

    def visible(self, actor):
        return queries.recommendations(actor)

    def get_serializer_class(self):
        return RecommendationSerializer if self.action == "list" else OneRecommendationSerializer

    @extend_schema(
        request=NewRecommendationSerializer, responses={201: OneRecommendationSerializer}, parameters=[IDEMPOTENCY_KEY]
    )
    @once
    def create(self, request):
        """Recommend something on the ground of findings; of an earlier review the host records what was asked."""
        return self.answer(self.make(self.read(NewRecommendationSerializer)), status.HTTP_201_CREATED)

    def make(self, said):
        return services.recommend(by=self.request.user, **said)

    bulk = bulk_create(NewRecommendationSerializer, OneRecommendationSerializer)

    @extend_schema(
        request=ChangedRecommendationSerializer, responses=OneRecommendationSerializer, parameters=[IF_MATCH]
    )
    def partial_update(self, request, pk):
        """Reword it or put it on other findings, until the report is final; what you leave out stays."""
        row, version = self.get_object(), expected_version(request)
        terms = self.read(ChangedRecommendationSerializer, partial=True)
        return self.answer(
            services.change_recommendation(recommendation=row, by=request.user, version=version, **terms)
        )

    @extend_schema(responses={204: None}, parameters=[IF_MATCH])
    def destroy(self, request, pk):
        """Take it back before the report is final; the trail keeps what it was."""
        row, version = self.get_object(), expected_version(request)
        services.remove_recommendation(recommendation=row, by=request.user, version=version)
        return Response(status=status.HTTP_204_NO_CONTENT)

    @transition_schema(OneRecommendationSerializer, StepReasonSerializer)
    @action(detail=True, methods=["post"], url_path="transitions/<str:name>", url_name="transition")
    @once
    def transition(self, request, pk, name):
        """Accept a recommendation, decline it with a reason, or answer it again."""
        row, version = self.get_object(), expected_version(request)
        inputs = self.read(StepReasonSerializer)
        return self.answer(
            services.move_recommendation(recommendation=row, step=name, by=request.user, version=version, **inputs)
        )

    @extend_schema(
        request=ReadersSerializer, responses=OneRecommendationSerializer, parameters=[IF_MATCH, IDEMPOTENCY_KEY]
    )
    @action(detail=True, methods=["post"])
    @once
    def share(self, request, pk):
        """Set who reads it, its actions and its follow-ups; the host's director's alone."""
        row, version = self.get_object(), expected_version(request)
        refuse_unless_fresh(request)
        terms = self.read(ReadersSerializer)
        return self.answer(services.share_recommendation(recommendation=row, by=request.user, version=version, **terms))

    @extend_schema(
        request=NewFollowUpSerializer, responses={201: OneRecommendationSerializer}, parameters=[IDEMPOTENCY_KEY]
    )
    @action(detail=True, methods=["post"], url_path="follow-ups", url_name="follow-ups")
    @once
    def follow_ups(self, request, pk):
        """Answer how much of it is done some months after the report, and with what impact."""
        row = self.get_object()
        services.answer_follow_up(recommendation=row, by=request.user, **self.read(NewFollowUpSerializer))
        return self.answer(row, status.HTTP_201_CREATED)

    @extend_schema(responses=FiguresSerializer, filters=True)
    @action(detail=False, pagination_class=None)
    def figures(self, request):
        """How many there are, how many are all done and of how many the impact is known, each with its n."""
        rows = queries.recommendations_counted_for(request.user).dated()
        for backend in self.filter_backends:
            rows = backend().filter_queryset(request, rows, self)
        return Response(FiguresSerializer(queries.figures(rows)).data)


class ActionSerializer(Addressed, serializers.ModelSerializer):
    """What the host does about a recommendation."""

    review = serializers.UUIDField(source="recommendation.review_id")
    readings = serializers.SerializerMethodField(help_text="The measure from its baseline to now, as you may read it.")
    url = serializers.SerializerMethodField(help_text="The page that shows the same.")

    class Meta:
        collection = "actions"
        of_the_reader = ["readings"]
        model = Action
        fields = ["id", "recommendation", "review", *PLAN, "state", "stop_reason", "readings", "url"]
        extra_kwargs = {"words": {"help_text": "The action itself."}}

    def get_readings(self, row) -> list[dict[str, str]]:
        return [{"day": one.day.isoformat(), "value": one.words, "from": one.about} for one in queries.readings(row)]

    def get_url(self, row) -> str:
        return page_of(self, row)


class OneActionSerializer(ActionSerializer):
    transitions = TransitionsField()

    class Meta(ActionSerializer.Meta):
        of_the_reader = ["readings", "transitions"]
        fields = [*ActionSerializer.Meta.fields, "transitions"]


class ChangedActionSerializer(serializers.ModelSerializer):
    class Meta:
        model = Action
        fields = PLAN
        validators: list = []


class NewActionSerializer(ChangedActionSerializer):
    id = serializers.UUIDField(**OWN_ID)
    recommendation = serializers.PrimaryKeyRelatedField(queryset=Recommendation.objects.none())

    class Meta(ChangedActionSerializer.Meta):
        fields = ["id", "recommendation", *PLAN]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if request := self.context.get("request"):
            self.fields["recommendation"].queryset = Recommendation.objects.visible_to(request.user)


@extend_schema_field(serializers.ListField(child=serializers.UUIDField()))
class DocumentsOfReview(serializers.ManyRelatedField):
    """Documents that the actor reads; of a note, those attached that they read."""

    def __init__(self, **kwargs):
        super().__init__(serializers.PrimaryKeyRelatedField(queryset=Document.objects.none()), **kwargs)

    def to_internal_value(self, ids):
        self.child_relation.queryset = Document.objects.visible_to(self.context["request"].user)
        return super().to_internal_value(ids)

    def get_attribute(self, note):
        return [attached.document for attached in getattr(note, "shown", note.attachments.all())]


class ProgressNoteSerializer(serializers.ModelSerializer):
    """How an action goes, in Markdown, and the new value of its measure."""

    author = serializers.CharField(source="author.name", read_only=True)
    written_at = serializers.DateTimeField(source="created_at", read_only=True)

    documents = DocumentsOfReview(required=False, help_text="Ids of documents of the review.")

    class Meta:
        model = ProgressNote
        fields = ["id", "text", *READING, "documents", "author", "written_at"]
        extra_kwargs = {"id": {"read_only": False, **OWN_ID}}
        validators: list = []


class ProgressNotesSerializer(OnePageSerializer):
    """Every note, the latest first; they all fit on one page."""

    results = ProgressNoteSerializer(many=True)


class ActionResource(ChangeResource):
    """The host's actions, as far as you may read their recommendations."""

    filterset_class = ActionFilterSet
    ordering = ("due_on", "id")
    orders = {"due_on": ("due_on", "id")}
    queryset = Action.objects.none()

    def visible(self, actor):
        return queries.actions(actor)

    def get_serializer_class(self):
        return ActionSerializer if self.action == "list" else OneActionSerializer

    @extend_schema(request=NewActionSerializer, responses={201: OneActionSerializer}, parameters=[IDEMPOTENCY_KEY])
    @once
    def create(self, request):
        """Plan an action on an accepted recommendation to your council."""
        return self.answer(self.make(self.read(NewActionSerializer)), status.HTTP_201_CREATED)

    def make(self, said):
        return services.plan_action(by=self.request.user, **said)

    bulk = bulk_create(NewActionSerializer, OneActionSerializer)

    @extend_schema(request=ChangedActionSerializer, responses=OneActionSerializer, parameters=[IF_MATCH])
    def partial_update(self, request, pk):
        """Change what was planned; what you leave out stays."""
        row, version = self.get_object(), expected_version(request)
        terms = self.read(ChangedActionSerializer, partial=True)
        return self.answer(services.change_action(action=row, by=request.user, version=version, **terms))

    @transition_schema(OneActionSerializer, StepReasonSerializer)
    @action(detail=True, methods=["post"], url_path="transitions/<str:name>", url_name="transition")
    @once
    def transition(self, request, pk, name):
        """Begin an action, mark it as done, stop it with a reason, or take it up again."""
        row, version = self.get_object(), expected_version(request)
        inputs = self.read(StepReasonSerializer)
        return self.answer(services.move_action(action=row, step=name, by=request.user, version=version, **inputs))

    @extend_schema(responses=ProgressNotesSerializer, filters=False)
    @action(detail=True, pagination_class=None)
    def notes(self, request, pk):
        """Its progress notes, for the review's team and host; for others there are none."""
        rows = queries.notes_on(self.get_object(), request.user)
        found = ProgressNoteSerializer(rows, many=True).data
        return on_one_page(found)

    @extend_schema(
        request=ProgressNoteSerializer, responses={201: ProgressNoteSerializer}, parameters=[IDEMPOTENCY_KEY]
    )
    @notes.mapping.post
    @once
    def write_note(self, request, pk):
        """Note how it goes, and the new value of its measure with its day."""
        row = self.get_object()
        note = services.note_progress(action=row, by=request.user, **self.read(ProgressNoteSerializer))
        return Response(ProgressNoteSerializer(note).data, status=status.HTTP_201_CREATED, headers=etag(note))

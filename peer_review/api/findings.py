from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.decorators import action

from improvement_hub.accounts.asking import refuse_unless_fresh
from improvement_hub.core.api import (
    IDEMPOTENCY_KEY,
    IF_MATCH,
    ChangeResource,
    expected_version,
    transition_schema,
)
from improvement_hub.core.idempotency import once
from improvement_hub.core.models import BEYOND_THE_TEAM
from improvement_hub.core.permissions import allows, require
from improvement_hub.core.shapes.addresses import Addressed
from peer_review import gate, queries, services
from peer_review.api.links import WithLinks
from peer_review.api.shared import (
    CouncilNameSerializer,
    ReviewThemeSerializer,
    StepInputSerializer,
    TransitionsField,
    page_of,
)
from peer_review.api.threads import WithThread
from peer_review.filters import StatementFilterSet
from peer_review.models import Evidence, KeyLineOfEnquiry, Statement


class MarkSerializer(serializers.Serializer):
    label = serializers.CharField()
    have = serializers.IntegerField()
    need = serializers.IntegerField()


class FindingSerializer(Addressed, serializers.ModelSerializer):
    """What a team says about a key line: a hypothesis while it is tested, a finding once through the gate."""

    status = serializers.CharField(source="state", help_text="hypothesis or finding")
    review = serializers.UUIDField(source="keyline.review_id")
    host = CouncilNameSerializer(source="keyline.review.host")
    theme = ReviewThemeSerializer(source="keyline.review.theme")
    question = serializers.CharField(source="keyline.question")
    held = serializers.BooleanField(source="is_held", help_text="The observer holds it.")
    hold_reason = serializers.SerializerMethodField(help_text="The team's alone; null for others.")
    gate = serializers.SerializerMethodField(help_text="What the evidence gate counts; null outside the team.")
    url = serializers.SerializerMethodField(help_text="The page that shows the same.")

    class Meta:
        collection = "findings"
        of_the_reader = ["hold_reason", "gate"]
        model = Statement
        fields = [
            "id",
            "review",
            "host",
            "theme",
            "keyline",
            "question",
            "text",
            "bearing",
            "status",
            "visibility",
            "held",
            "hold_reason",
            "gate",
            "url",
        ]

    def on_team(self, statement) -> bool:
        return allows(self.context["request"].user, "peer_review.read_evidence", statement)

    def get_hold_reason(self, statement) -> str | None:
        return statement.hold_reason if self.on_team(statement) else None

    @extend_schema_field(MarkSerializer(many=True, allow_null=True))
    def get_gate(self, statement):
        return MarkSerializer(gate.marks(statement), many=True).data if self.on_team(statement) else None

    def get_url(self, statement) -> str:
        return page_of(self, statement)


class OneFindingSerializer(FindingSerializer):
    transitions = TransitionsField()

    class Meta(FindingSerializer.Meta):
        of_the_reader = ["hold_reason", "gate", "transitions"]
        fields = [*FindingSerializer.Meta.fields, "transitions"]


class WordsSerializer(serializers.ModelSerializer):
    """What a hypothesis says. A finding is first returned to hypothesis."""

    class Meta:
        model = Statement
        fields = ["text", "bearing"]


class NewHypothesisSerializer(WordsSerializer):
    """A hypothesis to write, from the evidence that supports it."""

    keyline = serializers.PrimaryKeyRelatedField(queryset=KeyLineOfEnquiry.objects.none())
    evidence = serializers.PrimaryKeyRelatedField(queryset=Evidence.objects.none(), many=True, required=False)

    class Meta(WordsSerializer.Meta):
        fields = ["keyline", *WordsSerializer.Meta.fields, "evidence"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if request := self.context.get("request"):
            self.fields["keyline"].queryset = KeyLineOfEnquiry.objects.visible_to(request.user)
            self.fields["evidence"].child_relation.queryset = queries.evidence(request.user)


class ShareFindingSerializer(serializers.Serializer):
    visibility = serializers.ChoiceField(choices=BEYOND_THE_TEAM)


class FindingResource(WithLinks, WithThread, ChangeResource):
    """Hypotheses and findings, by status, as far as the actor may see them. The review lead writes hypotheses."""

    filterset_class = StatementFilterSet
    ordering = ("-created_at", "id")
    orders = {"keyline": ("keyline__position", "created_at", "id")}
    queryset = Statement.objects.none()

    def visible(self, actor):
        return queries.statements(actor)

    def get_serializer_class(self):
        return FindingSerializer if self.action == "list" else OneFindingSerializer

    @extend_schema(request=NewHypothesisSerializer, responses={201: OneFindingSerializer}, parameters=[IDEMPOTENCY_KEY])
    @once
    def create(self, request):
        statement = services.make_hypothesis(**self.read(NewHypothesisSerializer), by=request.user)
        return self.answer(statement, status=status.HTTP_201_CREATED)

    @extend_schema(request=WordsSerializer, responses=OneFindingSerializer, parameters=[IF_MATCH])
    def partial_update(self, request, pk):
        """Reword a hypothesis."""
        statement, version = self.get_object(), expected_version(request)
        words = {"text": statement.text, "bearing": statement.bearing} | self.read(WordsSerializer, partial=True)
        return self.answer(services.change_statement(statement=statement, by=request.user, version=version, **words))

    @transition_schema(OneFindingSerializer, StepInputSerializer)
    @action(detail=True, methods=["post"], url_path="transitions/<str:name>", url_name="transition")
    @once
    def transition(self, request, pk, name):
        """Make it a finding, return it to hypothesis, hold it or lift the hold; the last two ask for a reason."""
        inputs = self.read(StepInputSerializer)
        return self.answer(
            services.move_statement(
                statement=self.get_object(), step=name, by=request.user, version=expected_version(request), **inputs
            )
        )

    @extend_schema(
        request=ShareFindingSerializer, responses=OneFindingSerializer, parameters=[IF_MATCH, IDEMPOTENCY_KEY]
    )
    @action(detail=True, methods=["post"])
    @once
    def share(self, request, pk):
        """Say who reads a finding, once feedback was given: the host's director."""
        finding, version = self.get_object(), expected_version(request)
        require(request.user, "peer_review.share_finding", finding)
        refuse_unless_fresh(request)
        said = self.read(ShareFindingSerializer)
        return self.answer(services.share_finding(finding=finding, by=request.user, version=version, **said))

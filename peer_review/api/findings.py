from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from improvement_hub.core.api import ReadResource, etag, expected_version, transition_schema
from improvement_hub.core.idempotency import once
from improvement_hub.core.permissions import allows
from peer_review import gate, queries, services
from peer_review.api.shared import (
    CouncilNameSerializer,
    ReviewThemeSerializer,
    StepInputSerializer,
    TransitionsField,
    page_of,
)
from peer_review.filters import StatementFilterSet
from peer_review.models import Statement


class MarkSerializer(serializers.Serializer):
    label = serializers.CharField()
    have = serializers.IntegerField()
    need = serializers.IntegerField()


class FindingSerializer(serializers.ModelSerializer):
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
        fields = [*FindingSerializer.Meta.fields, "transitions"]


class FindingResource(ReadResource):
    """Hypotheses and findings, by status, as far as the actor may see them."""

    filterset_class = StatementFilterSet
    ordering = ("-created_at", "id")
    queryset = Statement.objects.none()

    def visible(self, actor):
        return queries.statements(actor)

    def get_serializer_class(self):
        return FindingSerializer if self.action == "list" else OneFindingSerializer

    @transition_schema(OneFindingSerializer, StepInputSerializer)
    @action(detail=True, methods=["post"], url_path="transitions/<str:name>", url_name="transition")
    @once
    def transition(self, request, pk, name):
        """Make it a finding, return it to hypothesis, hold it or lift the hold."""
        inputs = StepInputSerializer(data=request.data)
        inputs.is_valid(raise_exception=True)
        statement = services.move_statement(
            statement=self.get_object(),
            step=name,
            by=request.user,
            version=expected_version(request),
            **inputs.validated_data,
        )
        statement = self.get_queryset().get(pk=statement.pk)
        return Response(self.get_serializer(statement).data, headers=etag(statement))

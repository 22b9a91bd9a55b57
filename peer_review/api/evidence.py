from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.response import Response

from improvement_hub.core.api import IDEMPOTENCY_KEY, IF_MATCH, ChangeResource, etag, expected_version
from improvement_hub.core.idempotency import once
from improvement_hub.core.shapes.addresses import Addressed
from improvement_hub.core.shapes.bulk import bulk_create
from peer_review import queries, services
from peer_review.api.shared import GivenReasonSerializer
from peer_review.filters import EvidenceFilterSet
from peer_review.models import Activity, Evidence, KeyLineOfEnquiry


class EvidenceSerializer(Addressed, serializers.ModelSerializer):
    """One note. Evidence is the visiting team's alone."""

    review = serializers.UUIDField(source="activity.review_id")
    author = serializers.CharField(source="author.name")
    logged_at = serializers.DateTimeField(source="created_at")
    withdrawn = serializers.SerializerMethodField(help_text="True when it no longer counts.")

    class Meta:
        collection = "evidence"
        model = Evidence
        fields = [
            "id",
            "review",
            "activity",
            "keyline",
            "bearing",
            "source_role",
            "note",
            "author",
            "observed_on",
            "logged_at",
            "withdrawn",
        ]

    def get_withdrawn(self, piece) -> bool:
        return piece.withdrawn_at is not None


class ChangeEvidenceSerializer(serializers.ModelSerializer):
    """What a note says; what is left out stays as it is."""

    activity = serializers.PrimaryKeyRelatedField(queryset=Activity.objects.none())
    keyline = serializers.PrimaryKeyRelatedField(queryset=KeyLineOfEnquiry.objects.none())

    class Meta:
        model = Evidence
        fields = ["activity", "keyline", "bearing", "source_role", "note", "observed_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if request := self.context.get("request"):
            self.fields["activity"].queryset = Activity.objects.visible_to(request.user)
            self.fields["keyline"].queryset = KeyLineOfEnquiry.objects.visible_to(request.user)


class NewEvidenceSerializer(ChangeEvidenceSerializer):
    """A note to log. `id` is one of your own making: the same note sent twice is stored once."""

    id = serializers.UUIDField(required=False)
    author = serializers.UUIDField(
        required=False,
        help_text="Whose note it is, for a sender that holds notes of several people: refused unless you.",
    )

    class Meta(ChangeEvidenceSerializer.Meta):
        fields = ["id", "author", *ChangeEvidenceSerializer.Meta.fields]

    def validate(self, said):
        if said.pop("author", None) not in (None, self.context["request"].user.pk):
            raise serializers.ValidationError({"author": "This note is somebody else’s: only they can send it."})
        return said


class EvidenceResource(ChangeResource):
    """What the team heard. POST logs a note as the person whose token it is."""

    serializer_class = EvidenceSerializer
    filterset_class = EvidenceFilterSet
    ordering = ("-created_at", "id")
    orders = {"observed_on": ("observed_on", "id")}
    queryset = Evidence.objects.none()

    def visible(self, actor):
        return queries.evidence(actor)

    @extend_schema(request=NewEvidenceSerializer, responses={201: EvidenceSerializer}, parameters=[IDEMPOTENCY_KEY])
    @once
    def create(self, request):
        piece = self.make(self.read(NewEvidenceSerializer))
        return Response(self.get_serializer(piece).data, status=status.HTTP_201_CREATED, headers=etag(piece))

    def make(self, said):
        return services.log_evidence(**said, by=self.request.user)

    bulk = bulk_create(NewEvidenceSerializer, EvidenceSerializer)

    @extend_schema(request=ChangeEvidenceSerializer, responses=EvidenceSerializer, parameters=[IF_MATCH])
    def partial_update(self, request, pk):
        """Put a note of your own right, until a finding is made on it."""
        piece, version = self.get_object(), expected_version(request)
        said = self.read(ChangeEvidenceSerializer, partial=True)
        return self.answer(services.change_evidence(evidence=piece, by=request.user, version=version, **said))

    @extend_schema(request=GivenReasonSerializer, responses=EvidenceSerializer, parameters=[IF_MATCH, IDEMPOTENCY_KEY])
    @action(detail=True, methods=["post"])
    @once
    def withdraw(self, request, pk):
        """Take a note out of what counts, with a reason: its author or the review lead."""
        terms = {"evidence": self.get_object(), "by": request.user, "version": expected_version(request)}
        return self.answer(services.withdraw_evidence(**terms, **self.read(GivenReasonSerializer)))

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.response import Response

from improvement_hub.core.api import IDEMPOTENCY_KEY, ReadResource, etag
from improvement_hub.core.idempotency import once
from peer_review import queries, services
from peer_review.filters import EvidenceFilterSet
from peer_review.models import Activity, Evidence, KeyLineOfEnquiry


class EvidenceSerializer(serializers.ModelSerializer):
    """One note. Evidence is the visiting team's alone."""

    review = serializers.UUIDField(source="activity.review_id")
    author = serializers.CharField(source="author.name")
    logged_at = serializers.DateTimeField(source="created_at")
    withdrawn = serializers.SerializerMethodField(help_text="True when it no longer counts.")

    class Meta:
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


class NewEvidenceSerializer(serializers.ModelSerializer):
    """A note to log. `id` is one of your own making: the same note sent twice is stored once."""

    id = serializers.UUIDField(required=False)
    activity = serializers.PrimaryKeyRelatedField(queryset=Activity.objects.none())
    keyline = serializers.PrimaryKeyRelatedField(queryset=KeyLineOfEnquiry.objects.none())

    class Meta:
        model = Evidence
        fields = ["id", "activity", "keyline", "bearing", "source_role", "note", "observed_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if request := self.context.get("request"):
            self.fields["activity"].queryset = Activity.objects.visible_to(request.user)
            self.fields["keyline"].queryset = KeyLineOfEnquiry.objects.visible_to(request.user)


class EvidenceResource(ReadResource):
    """What the team heard. POST logs a note as the person whose token it is."""

    serializer_class = EvidenceSerializer
    filterset_class = EvidenceFilterSet
    ordering = ("-created_at", "id")
    queryset = Evidence.objects.none()

    def visible(self, actor):
        return queries.evidence(actor)

    @extend_schema(request=NewEvidenceSerializer, responses={201: EvidenceSerializer}, parameters=[IDEMPOTENCY_KEY])
    @once
    def create(self, request):
        form = NewEvidenceSerializer(data=request.data, context=self.get_serializer_context())
        form.is_valid(raise_exception=True)
        piece = services.log_evidence(**form.validated_data, by=request.user)
        return Response(self.get_serializer(piece).data, status=status.HTTP_201_CREATED, headers=etag(piece))

"""Days given to reviews: of one review, and by council and year."""

from drf_spectacular.utils import extend_schema, extend_schema_serializer, extend_schema_view
from rest_framework import mixins, serializers, viewsets
from rest_framework.response import Response

from improvement_hub.core.api import IF_MATCH, expected_version
from improvement_hub.core.one_page import OnePageSerializer, on_one_page
from improvement_hub.core.permissions import require
from improvement_hub.core.shapes.addresses import Addressed
from peer_review import queries, services
from peer_review.api.shared import OF_REVIEW, CouncilNameSerializer, InsideReview
from peer_review.filters import LedgerFilterSet, SeatFilterSet
from peer_review.models import TeamMember


class DaysSerializer(Addressed, serializers.ModelSerializer):
    """Days that someone with a seat on the team gave, those who left it too."""

    name = serializers.CharField(source="who")
    organisation = serializers.CharField(source="organisation.name")
    days = serializers.SerializerMethodField(help_text="As the review lead declared them; null until then.")
    counted = serializers.SerializerMethodField(help_text="In the ledger: those, else the days of the visit.")

    class Meta:
        collection = "reviews/{row.review_id}/days"
        model = TeamMember
        fields = ["id", "name", "role", "organisation", "days", "counted"]

    def get_days(self, seat) -> float | None:
        return seat.days_given.half_days / 2 if hasattr(seat, "days_given") else None

    def get_counted(self, seat) -> float:
        return queries.days_of(seat)


class DeclaredDaysSerializer(serializers.Serializer):
    days = serializers.DecimalField(
        max_digits=4, decimal_places=1, allow_null=True, help_text="Half days count; null for the days of the visit."
    )


@extend_schema_view(list=extend_schema(parameters=[OF_REVIEW]), retrieve=extend_schema(parameters=[OF_REVIEW]))
class DaysResource(InsideReview):
    """Days given to a review, seat by seat. The ETag is that of what was declared, 0 until then."""

    serializer_class = DaysSerializer
    filterset_class = SeatFilterSet
    queryset = TeamMember.objects.none()
    permission = "peer_review.see_days"

    def rows(self):
        return queries.seats_with_days(self.review)

    def retrieve(self, request, review, pk):
        return self.say(self.get_object())

    @extend_schema(request=DeclaredDaysSerializer, responses=DaysSerializer, parameters=[OF_REVIEW, IF_MATCH])
    def partial_update(self, request, review, pk):
        """Say how many days they gave, preparing and reporting included: the review lead."""
        seat, version = self.get_object(), expected_version(request)
        days = {seat: self.read(DeclaredDaysSerializer)["days"]}
        services.declare_days(review=self.review, days=days, by=request.user, version=version)
        return self.say(self.get_object())

    def say(self, seat):
        return Response(self.get_serializer(seat).data, headers={"ETag": f'"{queries.version_of_days(seat)}"'})


class ExchangeSerializer(serializers.Serializer):
    """Days that a council gave to the reviews of others and received in its own, in one year."""

    council = CouncilNameSerializer()
    year = serializers.IntegerField()
    given = serializers.FloatField()
    received = serializers.FloatField()
    balance = serializers.FloatField(help_text="Given less received.")


@extend_schema_serializer(many=False)
class LedgerSerializer(OnePageSerializer):
    """All of it fits on one page."""

    results = ExchangeSerializer(many=True)


class LedgerResource(mixins.ListModelMixin, viewsets.GenericViewSet):
    """Who gives and who receives days: of the council you run, the region you lead, or all for an administrator."""

    serializer_class = ExchangeSerializer
    filterset_class = LedgerFilterSet
    pagination_class = None
    queryset = TeamMember.objects.none()

    def get_queryset(self):
        return queries.seats_of_ledger(self.request.user)

    @extend_schema(responses=LedgerSerializer)
    def list(self, request):
        """By year, the latest first, and council."""
        require(request.user, "peer_review.see_ledger")
        rows = queries.ledger(self.filter_queryset(self.get_queryset()), request.user)
        found = self.get_serializer(rows, many=True).data
        return on_one_page(found)

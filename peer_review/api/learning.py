from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, viewsets
from rest_framework.response import Response

from improvement_hub.core.permissions import require
from peer_review import queries
from peer_review.api.shared import CouncilNameSerializer
from peer_review.filters import LedgerFilterSet
from peer_review.models import TeamMember


class ExchangeSerializer(serializers.Serializer):
    """Days that a council gave to the reviews of others and received in its own, in one year."""

    council = CouncilNameSerializer()
    year = serializers.IntegerField()
    given = serializers.FloatField()
    received = serializers.FloatField()
    balance = serializers.FloatField(help_text="Given less received.")


class LedgerSerializer(serializers.Serializer):
    """All of it fits on one page."""

    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
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
        return Response({"next": None, "previous": None, "results": found})

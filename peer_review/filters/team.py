from improvement_hub.core.filters import HubFilterSet
from peer_review.models import Conflict, HostSeat, TeamMember


class SeatFilterSet(HubFilterSet):
    class Meta:
        model = TeamMember
        fields = ["role"]


class ConflictFilterSet(HubFilterSet):
    class Meta:
        model = Conflict
        fields = ["basis"]


class HostSeatFilterSet(HubFilterSet):
    class Meta:
        model = HostSeat
        fields = ["role"]

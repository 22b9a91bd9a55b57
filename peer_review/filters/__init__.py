"""One FilterSet per list, for page and API alike."""

from peer_review.filters.evidence import ActivityFilterSet, EvidenceFilterSet
from peer_review.filters.reviews import ReviewFilterSet
from peer_review.filters.statements import StatementFilterSet
from peer_review.filters.team import ConflictFilterSet, HostSeatFilterSet, SeatFilterSet

__all__ = [
    "ActivityFilterSet",
    "ConflictFilterSet",
    "EvidenceFilterSet",
    "HostSeatFilterSet",
    "ReviewFilterSet",
    "SeatFilterSet",
    "StatementFilterSet",
]

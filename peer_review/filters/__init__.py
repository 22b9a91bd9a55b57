"""One FilterSet per list, for page and API alike."""

from peer_review.filters.evidence import ActivityFilterSet, EvidenceFilterSet
from peer_review.filters.reviews import ReviewFilterSet
from peer_review.filters.statements import StatementFilterSet, TrayFilterSet

__all__ = [
    "ActivityFilterSet",
    "EvidenceFilterSet",
    "ReviewFilterSet",
    "StatementFilterSet",
    "TrayFilterSet",
]

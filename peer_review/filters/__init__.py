"""One FilterSet per list, for page and API alike."""

from peer_review.filters.evidence import ActivityFilterSet, EvidenceFilterSet
from peer_review.filters.methods import MethodFilterSet
from peer_review.filters.past import PastReviewFilterSet
from peer_review.filters.reviews import ReviewFilterSet, ReviewPageFilterSet
from peer_review.filters.statements import StatementFilterSet

__all__ = [
    "ActivityFilterSet",
    "EvidenceFilterSet",
    "MethodFilterSet",
    "PastReviewFilterSet",
    "ReviewFilterSet",
    "ReviewPageFilterSet",
    "StatementFilterSet",
]

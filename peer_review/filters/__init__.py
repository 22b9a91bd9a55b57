"""One FilterSet per list, for page and API alike."""

from peer_review.filters.evidence import ActivityFilterSet, EvidenceFilterSet
from peer_review.filters.impact import (
    ActionFilterSet,
    FigureFilterSet,
    LedgerFilterSet,
    RecommendationFilterSet,
)
from peer_review.filters.reviews import ReviewFilterSet
from peer_review.filters.statements import StatementFilterSet

__all__ = [
    "ActionFilterSet",
    "ActivityFilterSet",
    "EvidenceFilterSet",
    "FigureFilterSet",
    "LedgerFilterSet",
    "RecommendationFilterSet",
    "ReviewFilterSet",
    "StatementFilterSet",
]

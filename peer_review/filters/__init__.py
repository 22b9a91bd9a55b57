"""One FilterSet per list, for page and API alike."""

from peer_review.filters.evidence import ActivityFilterSet, EvidenceFilterSet
from peer_review.filters.reports import CommentFilterSet, ParagraphFilterSet, ReportFilterSet
from peer_review.filters.reviews import ReviewFilterSet
from peer_review.filters.statements import StatementFilterSet

__all__ = [
    "ActivityFilterSet",
    "CommentFilterSet",
    "EvidenceFilterSet",
    "ParagraphFilterSet",
    "ReportFilterSet",
    "ReviewFilterSet",
    "StatementFilterSet",
]

"""One FilterSet per list, for page and API alike."""

from peer_review.filters.activities import ActivityFilterSet, KeyLineFilterSet, RoomFilterSet
from peer_review.filters.documents import ChecklistFilterSet, DocumentFilterSet, SelfAssessmentFilterSet
from peer_review.filters.evidence import EvidenceFilterSet
from peer_review.filters.impact import (
    ActionFilterSet,
    FeedbackLinkFilterSet,
    FigureFilterSet,
    LedgerFilterSet,
    RecommendationFilterSet,
)
from peer_review.filters.methods import MethodFilterSet
from peer_review.filters.past import PastReviewFilterSet
from peer_review.filters.reports import CommentFilterSet, ParagraphFilterSet, ReportFilterSet
from peer_review.filters.reviews import ReviewFilterSet, ReviewPageFilterSet
from peer_review.filters.statements import StatementFilterSet, TrayFilterSet
from peer_review.filters.team import ConflictFilterSet, HostSeatFilterSet, SeatFilterSet

__all__ = [
    "ActionFilterSet",
    "ActivityFilterSet",
    "ChecklistFilterSet",
    "CommentFilterSet",
    "ConflictFilterSet",
    "DocumentFilterSet",
    "EvidenceFilterSet",
    "FeedbackLinkFilterSet",
    "FigureFilterSet",
    "HostSeatFilterSet",
    "KeyLineFilterSet",
    "LedgerFilterSet",
    "MethodFilterSet",
    "ParagraphFilterSet",
    "PastReviewFilterSet",
    "RecommendationFilterSet",
    "ReportFilterSet",
    "ReviewFilterSet",
    "ReviewPageFilterSet",
    "RoomFilterSet",
    "SeatFilterSet",
    "SelfAssessmentFilterSet",
    "StatementFilterSet",
    "TrayFilterSet",
]

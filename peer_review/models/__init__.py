"""Reviews, what a team hears in them, and what it concludes."""

from peer_review.models.evidence import Activity, Evidence, SourceRole
from peer_review.models.impact import (
    Action,
    FollowUp,
    Ground,
    NothingRecommended,
    ProgressNote,
    Recommendation,
    Reminder,
    Unit,
)
from peer_review.models.learning import DaysGiven, Feedback, FeedbackLink
from peer_review.models.methods import Method, MethodActivity, MethodDocument, MethodQuestion, MethodRole
from peer_review.models.reviews import KeyLineOfEnquiry, Participant, Review, TeamMember
from peer_review.models.statements import Statement, Support

__all__ = [
    "Action",
    "Activity",
    "DaysGiven",
    "Evidence",
    "Feedback",
    "FeedbackLink",
    "FollowUp",
    "Ground",
    "KeyLineOfEnquiry",
    "Method",
    "MethodActivity",
    "MethodDocument",
    "MethodQuestion",
    "MethodRole",
    "NothingRecommended",
    "Participant",
    "ProgressNote",
    "Recommendation",
    "Reminder",
    "Review",
    "SourceRole",
    "Statement",
    "Support",
    "TeamMember",
    "Unit",
]

"""Reviews, what a team hears in them, and what it concludes."""

from peer_review.models.evidence import Activity, Evidence, SourceRole
from peer_review.models.methods import Method, MethodActivity, MethodDocument, MethodQuestion, MethodRole
from peer_review.models.phone import PhoneKey
from peer_review.models.reviews import KeyLineOfEnquiry, Participant, Review, TeamMember
from peer_review.models.statements import Statement, Support

__all__ = [
    "Activity",
    "Evidence",
    "KeyLineOfEnquiry",
    "Method",
    "MethodActivity",
    "MethodDocument",
    "MethodQuestion",
    "MethodRole",
    "Participant",
    "PhoneKey",
    "Review",
    "SourceRole",
    "Statement",
    "Support",
    "TeamMember",
]

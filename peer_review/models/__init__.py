"""Reviews, what a team hears in them, and what it concludes."""

from peer_review.models.evidence import Activity, Evidence, SourceRole
from peer_review.models.host_side import HostSeat
from peer_review.models.methods import Method, MethodActivity, MethodDocument, MethodQuestion, MethodRole
from peer_review.models.reviews import KeyLineOfEnquiry, Participant, Review
from peer_review.models.statements import Statement, Support
from peer_review.models.team import Conflict, TeamMember

__all__ = [
    "Activity",
    "Conflict",
    "Evidence",
    "HostSeat",
    "KeyLineOfEnquiry",
    "Method",
    "MethodActivity",
    "MethodDocument",
    "MethodQuestion",
    "MethodRole",
    "Participant",
    "Review",
    "SourceRole",
    "Statement",
    "Support",
    "TeamMember",
]

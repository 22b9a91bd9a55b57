"""Reviews, what a team hears in them, and what it concludes."""

from peer_review.models.evidence import Activity, Evidence, SourceRole
from peer_review.models.phone import PhoneKey
from peer_review.models.reviews import KeyLineOfEnquiry, Review, TeamMember
from peer_review.models.statements import Statement, Support

__all__ = [
    "Activity",
    "Evidence",
    "KeyLineOfEnquiry",
    "PhoneKey",
    "Review",
    "SourceRole",
    "Statement",
    "Support",
    "TeamMember",
]

"""Reviews, what a team hears in them, and what it concludes."""

from peer_review.models.documents import ChecklistItem, Document, DocumentFile
from peer_review.models.evidence import Activity, Evidence, SourceRole
from peer_review.models.reviews import KeyLineOfEnquiry, Review, TeamMember
from peer_review.models.self_assessments import HostView, SelfAssessment
from peer_review.models.statements import Statement, Support

__all__ = [
    "Activity",
    "ChecklistItem",
    "Document",
    "DocumentFile",
    "Evidence",
    "HostView",
    "KeyLineOfEnquiry",
    "Review",
    "SelfAssessment",
    "SourceRole",
    "Statement",
    "Support",
    "TeamMember",
]

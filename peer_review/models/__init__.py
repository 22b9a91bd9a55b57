"""Reviews, what a team hears in them, and what it concludes."""

from peer_review.models.evidence import Activity, Evidence, SourceRole
from peer_review.models.methods import Method, MethodActivity, MethodDocument, MethodQuestion, MethodRole
from peer_review.models.reports import AccuracyComment, CheckReminder, Paragraph, Report, ReportFile
from peer_review.models.reviews import KeyLineOfEnquiry, Participant, Review, TeamMember
from peer_review.models.statements import Statement, Support
from peer_review.models.styles import ReportStyle

__all__ = [
    "AccuracyComment",
    "Activity",
    "CheckReminder",
    "Evidence",
    "KeyLineOfEnquiry",
    "Method",
    "MethodActivity",
    "MethodDocument",
    "MethodQuestion",
    "MethodRole",
    "Paragraph",
    "Participant",
    "Report",
    "ReportFile",
    "ReportStyle",
    "Review",
    "SourceRole",
    "Statement",
    "Support",
    "TeamMember",
]

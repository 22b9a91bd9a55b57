"""Reviews, what a team hears in them, and what it concludes."""

from peer_review.models.activities import Activity, Attendance, Room
from peer_review.models.calendars import CalendarFeed
from peer_review.models.documents import ChecklistItem, Document, DocumentFile
from peer_review.models.evidence import Evidence, SourceRole
from peer_review.models.holds import HoldNote
from peer_review.models.host_side import HostSeat
from peer_review.models.impact import (
    Action,
    Attachment,
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
from peer_review.models.past import PastReview
from peer_review.models.phone import PhoneKey
from peer_review.models.reports import AccuracyComment, CheckReminder, Paragraph, Report, ReportFile
from peer_review.models.reviews import KeyLineOfEnquiry, Participant, Review
from peer_review.models.self_assessments import HostView, SelfAssessment
from peer_review.models.statements import Statement, Support
from peer_review.models.styles import ReportStyle
from peer_review.models.team import Conflict, TeamMember

__all__ = [
    "AccuracyComment",
    "Action",
    "Activity",
    "Attachment",
    "Attendance",
    "CalendarFeed",
    "CheckReminder",
    "ChecklistItem",
    "Conflict",
    "DaysGiven",
    "Document",
    "DocumentFile",
    "Evidence",
    "Feedback",
    "FeedbackLink",
    "FollowUp",
    "Ground",
    "HoldNote",
    "HostSeat",
    "HostView",
    "KeyLineOfEnquiry",
    "Method",
    "MethodActivity",
    "MethodDocument",
    "MethodQuestion",
    "MethodRole",
    "NothingRecommended",
    "Paragraph",
    "Participant",
    "PastReview",
    "PhoneKey",
    "ProgressNote",
    "Recommendation",
    "Reminder",
    "Report",
    "ReportFile",
    "ReportStyle",
    "Review",
    "Room",
    "SelfAssessment",
    "SourceRole",
    "Statement",
    "Support",
    "TeamMember",
    "Unit",
]

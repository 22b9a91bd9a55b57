"""Reviews over the API: what the pages show to the same actor, and the same two ways of writing."""

from peer_review.api.activities import ActivityResource, RoomResource
from peer_review.api.calendars import CalendarResource
from peer_review.api.documents import ChecklistResource, DocumentResource
from peer_review.api.evidence import EvidenceResource
from peer_review.api.feedback import FeedbackLinkResource, FeedbackResource
from peer_review.api.findings import FindingResource
from peer_review.api.impact import ActionResource, RecommendationResource
from peer_review.api.keylines import KeyLineResource
from peer_review.api.learning import DaysResource, LedgerResource
from peer_review.api.methods import MethodResource
from peer_review.api.past import PastReviewResource
from peer_review.api.reports import CommentResource, ParagraphResource, ReportResource
from peer_review.api.reviews import ReviewResource, TriadResource
from peer_review.api.self_assessments import SelfAssessmentResource
from peer_review.api.team import ConflictResource, HostSideResource, TeamResource

RESOURCES = [
    ("reviews", ReviewResource, "api-review"),
    ("triads", TriadResource, "api-triad"),
    ("keylines", KeyLineResource, "api-keyline"),
    ("activities", ActivityResource, "api-activity"),
    ("rooms", RoomResource, "api-room"),
    ("calendars", CalendarResource, "api-calendar"),
    ("evidence", EvidenceResource, "api-evidence"),
    ("findings", FindingResource, "api-finding"),
    ("checklist", ChecklistResource, "api-checklist"),
    ("documents", DocumentResource, "api-document"),
    ("self-assessments", SelfAssessmentResource, "api-self-assessment"),
    ("recommendations", RecommendationResource, "api-recommendation"),
    ("actions", ActionResource, "api-action"),
    ("ledger", LedgerResource, "api-ledger"),
    ("methods", MethodResource, "api-method"),
    ("past-reviews", PastReviewResource, "api-past-review"),
    ("reviews/<uuid:review>/team", TeamResource, "api-team"),
    ("reviews/<uuid:review>/conflicts", ConflictResource, "api-conflict"),
    ("reviews/<uuid:review>/host-side", HostSideResource, "api-host-side"),
    ("reviews/<uuid:review>/days", DaysResource, "api-days"),
    ("reviews/<uuid:review>/feedback", FeedbackLinkResource, "api-feedback-link"),
    ("feedback", FeedbackResource, "api-feedback"),
    ("reports", ReportResource, "api-report"),
    ("report-paragraphs", ParagraphResource, "api-paragraph"),
    ("accuracy-comments", CommentResource, "api-comment"),
]

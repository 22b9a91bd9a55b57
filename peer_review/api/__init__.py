"""Reviews over the API: what the pages show to the same actor, and the same two ways of writing."""

from peer_review.api.evidence import ActivityResource, EvidenceResource
from peer_review.api.findings import FindingResource
from peer_review.api.reports import CommentResource, ParagraphResource, ReportResource
from peer_review.api.reviews import ReviewResource, TriadResource

RESOURCES = [
    ("reviews", ReviewResource, "api-review"),
    ("triads", TriadResource, "api-triad"),
    ("activities", ActivityResource, "api-activity"),
    ("evidence", EvidenceResource, "api-evidence"),
    ("findings", FindingResource, "api-finding"),
    ("reports", ReportResource, "api-report"),
    ("report-paragraphs", ParagraphResource, "api-paragraph"),
    ("accuracy-comments", CommentResource, "api-comment"),
]

"""Reviews over the API: what the pages show to the same actor, and the same two ways of writing."""

from peer_review.api.evidence import ActivityResource, EvidenceResource
from peer_review.api.findings import FindingResource
from peer_review.api.methods import MethodResource
from peer_review.api.past import PastReviewResource
from peer_review.api.reviews import ReviewResource, TriadResource

RESOURCES = [
    ("reviews", ReviewResource, "api-review"),
    ("triads", TriadResource, "api-triad"),
    ("activities", ActivityResource, "api-activity"),
    ("evidence", EvidenceResource, "api-evidence"),
    ("findings", FindingResource, "api-finding"),
    ("methods", MethodResource, "api-method"),
    ("past-reviews", PastReviewResource, "api-past-review"),
]

"""Reviews over the API: what the pages show to the same actor, and the same two ways of writing."""

from peer_review.api.evidence import ActivityResource, EvidenceResource
from peer_review.api.findings import FindingResource
from peer_review.api.impact import ActionResource, RecommendationResource
from peer_review.api.learning import LedgerResource
from peer_review.api.reviews import ReviewResource, TriadResource

RESOURCES = [
    ("reviews", ReviewResource, "api-review"),
    ("triads", TriadResource, "api-triad"),
    ("activities", ActivityResource, "api-activity"),
    ("evidence", EvidenceResource, "api-evidence"),
    ("findings", FindingResource, "api-finding"),
    ("recommendations", RecommendationResource, "api-recommendation"),
    ("actions", ActionResource, "api-action"),
    ("ledger", LedgerResource, "api-ledger"),
]

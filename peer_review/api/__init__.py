"""Reviews over the API: what the pages show to the same actor, and the same two ways of writing."""

from peer_review.api.evidence import ActivityResource, EvidenceResource
from peer_review.api.findings import FindingResource
from peer_review.api.reviews import ReviewResource, TriadResource
from peer_review.api.team import ConflictResource, HostSideResource, TeamResource

RESOURCES = [
    ("reviews", ReviewResource, "api-review"),
    ("triads", TriadResource, "api-triad"),
    ("activities", ActivityResource, "api-activity"),
    ("evidence", EvidenceResource, "api-evidence"),
    ("findings", FindingResource, "api-finding"),
    ("reviews/<uuid:review>/team", TeamResource, "api-team"),
    ("reviews/<uuid:review>/conflicts", ConflictResource, "api-conflict"),
    ("reviews/<uuid:review>/host-side", HostSideResource, "api-host-side"),
]

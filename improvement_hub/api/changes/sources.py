"""Every collection whose changes are told. Another product joins with a `Shared` here."""

from blogs.sharing import SHARED as BLOGS
from demonstrators.sharing import SHARED as DEMONSTRATORS
from improvement_hub.core.sharing import Shared
from improvement_hub.councils.sharing import SHARED as COUNCILS
from peer_review.sharing import SHARED as PEER_REVIEW

SHARED = (*COUNCILS, *DEMONSTRATORS, *BLOGS, *PEER_REVIEW)
BY_COLLECTION: dict[str, Shared] = {shared.collection: shared for shared in SHARED}
CHOICES = [(name, name) for name in sorted(BY_COLLECTION)]

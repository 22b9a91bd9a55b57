"""Every kind of thing that can be found. Another product joins with an `Indexed` here."""

from blogs.search import INDEXED as BLOGS
from demonstrators.search import INDEXED as DEMONSTRATORS
from peer_review.search import INDEXED as PEER_REVIEW

INDEXED = (*BLOGS, *DEMONSTRATORS, *PEER_REVIEW)

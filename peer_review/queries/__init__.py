"""What each page of a review shows, with all that its rows need, in a fixed number of queries."""

from peer_review.queries.evidence import activities
from peer_review.queries.evidence import evidence
from peer_review.queries.evidence import stream_mark
from peer_review.queries.evidence import tally
from peer_review.queries.history import history
from peer_review.queries.methods import methods_offered
from peer_review.queries.news import findings_since
from peer_review.queries.news import heard_since
from peer_review.queries.news import new_holds
from peer_review.queries.news import newly_shared_findings
from peer_review.queries.news import reviews_that_moved
from peer_review.queries.news import reviews_with_new_findings
from peer_review.queries.news import said_since
from peer_review.queries.news import themes_of_own_reviews
from peer_review.queries.reviews import SEATS
from peer_review.queries.reviews import counts
from peer_review.queries.reviews import one_review
from peer_review.queries.reviews import review_list
from peer_review.queries.reviews import reviews_hosted_by
from peer_review.queries.reviews import themes
from peer_review.queries.statements import hosts_with_public_findings
from peer_review.queries.statements import statements
from peer_review.queries.statements import unlinked_evidence
from peer_review.queries.team import people_for_team
from peer_review.queries.team import possible_holders
from peer_review.queries.team import seats
from peer_review.queries.team import sitting_team
from peer_review.queries.work import held_in_reviews_led_by
from peer_review.queries.work import my_reviews
from peer_review.queries.work import region_reviews
from peer_review.queries.work import with_statement_counts

__all__ = [
    "SEATS",
    "activities",
    "counts",
    "evidence",
    "findings_since",
    "heard_since",
    "held_in_reviews_led_by",
    "history",
    "hosts_with_public_findings",
    "methods_offered",
    "my_reviews",
    "new_holds",
    "newly_shared_findings",
    "one_review",
    "people_for_team",
    "possible_holders",
    "region_reviews",
    "review_list",
    "reviews_hosted_by",
    "reviews_that_moved",
    "reviews_with_new_findings",
    "said_since",
    "seats",
    "sitting_team",
    "statements",
    "stream_mark",
    "tally",
    "themes",
    "themes_of_own_reviews",
    "unlinked_evidence",
    "with_statement_counts",
]

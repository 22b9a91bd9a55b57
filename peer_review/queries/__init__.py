"""What each page of a review shows, with all that its rows need, in a fixed number of queries."""

from peer_review.queries.evidence import activities, evidence, stream_mark, tally
from peer_review.queries.history import history
from peer_review.queries.methods import methods_offered
from peer_review.queries.news import (
    findings_since,
    heard_since,
    new_holds,
    newly_shared_findings,
    reviews_that_moved,
    reviews_with_new_findings,
    said_since,
    themes_of_own_reviews,
)
from peer_review.queries.reviews import SEATS, counts, one_review, review_list, reviews_hosted_by, themes
from peer_review.queries.statements import hosts_with_public_findings, statements, unlinked_evidence
from peer_review.queries.team import people_for_team, possible_holders, seats, sitting_team
from peer_review.queries.work import held_in_reviews_led_by, my_reviews, region_reviews, with_statement_counts

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

"""What each page of a review shows, with all that its rows need, in a fixed number of queries."""

from peer_review.queries.attention import concerns_of, with_concerns
from peer_review.queries.evidence import activities, evidence, tally
from peer_review.queries.export import COLUMNS, rows_for_export
from peer_review.queries.history import history
from peer_review.queries.methods import (
    differs_from_base,
    drafts_of,
    method_list,
    method_or_refusal,
    methods_by_name,
    methods_offered,
    one_method,
    published_methods,
    regions,
    regions_led_by,
)
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
from peer_review.queries.past import hosts_to_record_for, past_review_of, past_reviews
from peer_review.queries.reviews import (
    SEATS,
    counts,
    listed_reviews,
    one_review,
    review_list,
    reviews_hosted_by,
    themes,
    with_counts,
)
from peer_review.queries.statements import hosts_with_public_findings, statements, unlinked_evidence
from peer_review.queries.team import people_for_team, possible_holders, seats, sitting_team
from peer_review.queries.work import held_in_reviews_led_by, my_reviews, region_exceptions, with_statement_counts

__all__ = [
    "COLUMNS",
    "SEATS",
    "activities",
    "concerns_of",
    "counts",
    "differs_from_base",
    "drafts_of",
    "evidence",
    "findings_since",
    "heard_since",
    "held_in_reviews_led_by",
    "history",
    "hosts_to_record_for",
    "hosts_with_public_findings",
    "listed_reviews",
    "method_list",
    "method_or_refusal",
    "methods_by_name",
    "methods_offered",
    "my_reviews",
    "new_holds",
    "newly_shared_findings",
    "one_method",
    "one_review",
    "past_review_of",
    "past_reviews",
    "people_for_team",
    "possible_holders",
    "published_methods",
    "region_exceptions",
    "regions",
    "regions_led_by",
    "review_list",
    "reviews_hosted_by",
    "reviews_that_moved",
    "reviews_with_new_findings",
    "rows_for_export",
    "said_since",
    "seats",
    "sitting_team",
    "statements",
    "tally",
    "themes",
    "themes_of_own_reviews",
    "unlinked_evidence",
    "with_concerns",
    "with_counts",
    "with_statement_counts",
]

"""The list of reviews as rows of a file: roles, dates, state and counts, as far as the reader sees them."""

from peer_review.queries.attention import concerns_of
from peer_review.queries.reviews import with_counts

COLUMNS = [
    "Title", "Host", "Host GSS code", "Region", "Theme", "Method", "State", "Review lead", "Observer", "Other councils",
    "First day", "Last day", "Year", "Feedback given", "Report final", "Closed", "Activities", "Activities done",
    "Evidence", "Hypotheses", "Findings", "Due or stuck", "Demonstration", "Address",
]  # fmt: skip
COUNTS = ("activity_count", "done_count", "evidence_count", "hypothesis_count", "finding_count")


def rows_for_export(reviews, actor, address):
    """One list of cells per review of `listed_reviews`; `address` makes a whole address of a path."""
    counted = with_counts(reviews) if actor.is_person else reviews
    for review in counted.iterator(chunk_size=500):
        takes_part = getattr(review, "has_part", False)
        yield [
            *facts_of(review),
            *([getattr(review, name) for name in COUNTS] if takes_part and not review.is_recorded else [""] * 5),
            "; ".join(concern.words for concern in concerns_of(review)) if takes_part else "",
            "yes" if review.demonstration else "",
            address(review.get_absolute_url()),
        ]


def facts_of(review) -> list:
    return [
        review.title,
        review.host.name,
        review.host.gss,
        review.host.region.name,
        review.theme.name,
        method_of(review),
        review.get_state_display(),
        review.review_lead.name if review.review_lead else "",
        review.observer.name if review.observer else "",
        ", ".join(row.council.name for row in review.participants.all()),
        *(review.starts_on or "", review.ends_on or "", year_of(review)),
        *(review.feedback_given_at or "", review.final_at or "", review.closed_at or ""),
    ]


def method_of(review) -> str:
    if review.method:
        return f"{review.method}, edition {review.method.edition}"
    return review.past.method_name if hasattr(review, "past") else ""


def year_of(review):
    if review.starts_on:
        return review.starts_on.year
    return review.past.year if hasattr(review, "past") else ""

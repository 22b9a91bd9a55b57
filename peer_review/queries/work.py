from django.db.models import Case, Count, F, Min, Q, Value, When

from peer_review.models import HoldNote, Review, Statement, TeamMember
from peer_review.queries import attention
from peer_review.queries.reviews import review_list
from peer_review.queries.statements import with_last_note
from peer_review.queries.team import sitting_team
from peer_review.workflow import CONCLUDING_STATES, OPEN_STATES, ReviewState


def my_reviews(actor, *, until):
    """Reviews whose text this person reads, open ones first, with `team_size`, and counts for their next step.

    Of the planned activities up to the day `until`: `planned_count` and the first one's day, `planned_from`.
    """
    planned = Q(activities__state="planned", activities__takes_place_on__lte=until)
    open_first = Case(When(state__in=OPEN_STATES, then=Value(0)), default=Value(1))
    rows = review_list(actor).filter(pk__in=Review.objects.readable_by(actor)).prefetch_related(sitting_team("team"))
    return (
        with_statement_counts(rows)
        .annotate(
            activity_count=Count("activities", filter=~Q(activities__state="cancelled"), distinct=True),
            done_count=Count("activities", filter=Q(activities__state="done"), distinct=True),
            planned_count=Count("activities", filter=planned, distinct=True),
            planned_from=Min("activities__takes_place_on", filter=planned),
        )
        .order_by(open_first, *Review._meta.ordering)
    )


def with_statement_counts(reviews):
    statements = "keylines__statements"
    return reviews.annotate(
        finding_count=Count(statements, filter=Q(keylines__statements__state="finding"), distinct=True),
        hypothesis_count=Count(statements, filter=Q(keylines__statements__state="hypothesis"), distinct=True),
    )


def scopes_to_agree(actor):
    """Proposed reviews where the council this person runs has still to agree scope and key lines."""
    ours = Q(host__in=actor.manages, host_agreed_at=None) | Q(review_lead__in=actor.manages, lead_agreed_at=None)
    proposed = Review.objects.visible_to(actor).filter(ours, state=ReviewState.PROPOSED)
    return proposed.select_related("host").order_by("starts_on", "title", "pk")


def region_exceptions(actor):
    """(review, concern) of what is late or thin in the regions this person leads; nothing of a review's text."""
    rows = review_list(actor).filter(host__region__in=actor.leads)
    rows = attention.with_concerns(rows, actor, watches=attention.THIN_OR_LATE)
    for review in attention.concerning(rows, watches=attention.THIN_OR_LATE).order_by("starts_on", "title"):
        for concern in attention.concerns_of(review, watches=attention.THIN_OR_LATE):
            yield review, concern


def holds_whose_turn_is(actor):
    """Statements held where this person has the next word: the review lead after a hold or a reply, whoever holds
    after an answer. The longest held first, each with `last_words` and `last_kind` of its thread."""
    seats = TeamMember.objects.held_by(actor)
    led = seats.filter(role=TeamMember.Role.LEAD).values("review")
    held = seats.filter(role=F("review__holder")).values("review")
    rows = with_last_note(Statement.objects.visible_to(actor).exclude(held_at=None))
    rows = rows.filter(keyline__review__state__in=CONCLUDING_STATES).filter(
        Q(keyline__review__in=led, last_kind__in=HoldNote.FOR_THE_TEAM)
        | Q(keyline__review__in=held, last_kind=HoldNote.Kind.ANSWER)
    )
    return rows.select_related("held_by", "keyline__review__host").order_by("held_at", "pk")

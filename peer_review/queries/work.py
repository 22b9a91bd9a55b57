from django.db.models import Case, Count, Min, Q, Value, When

from peer_review.models import Review, Statement, TeamMember
from peer_review.queries import attention
from peer_review.queries.reviews import review_list
from peer_review.queries.team import sitting_team
from peer_review.workflow import OPEN_STATES


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


def region_exceptions(actor):
    """(review, concern) of what is late or thin in the regions this person leads; nothing of a review's text."""
    rows = review_list(actor).filter(host__region__in=actor.leads, state__in=OPEN_STATES)
    rows = attention.with_concerns(rows, actor, watches=attention.THIN_OR_LATE).order_by("starts_on", "title")
    for review in rows:
        for concern in attention.concerns_of(review, watches=attention.THIN_OR_LATE):
            yield review, concern


def held_in_reviews_led_by(actor):
    """Statements that wait for their review lead to answer the observer, the longest held first."""
    mine = TeamMember.objects.held_by(actor).filter(role=TeamMember.Role.LEAD)
    rows = Statement.objects.visible_to(actor).filter(keyline__review__in=mine.values("review"))
    rows = rows.filter(keyline__review__state__in=OPEN_STATES).exclude(held_at=None)
    return rows.select_related("held_by", "keyline__review__host").order_by("held_at")

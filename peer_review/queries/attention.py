"""What of a review is due or stuck, and since when: each concern is a condition in the database and its words.

One list of them serves the list of reviews, its export and a region's exceptions, so that they never disagree.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import BooleanField, Case, DateField, Exists, Min, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from peer_review.models import Participant, Review, Statement, TeamMember
from peer_review.workflow import BEFORE_VISIT, CONCLUDING_STATES, ReviewState

SOON = timedelta(days=14)  # how far ahead a visit is due
FEEDBACK_TIME = timedelta(days=28)  # after a visit, when feedback that is not given is late
REPORT_TIME = timedelta(days=56)  # after the feedback, when a report that the host has not got is late
PAUSE_TIME = timedelta(days=90)  # after which a postponed review is stuck


@dataclass(frozen=True)
class Concern:
    """In words, with the day it was due where it has one."""

    words: str
    day: date | None = None

    @property
    def days(self) -> int | None:
        """Until its day; below zero when that is past."""
        return (self.day - timezone.localdate()).days if self.day else None


@dataclass(frozen=True)
class Watch:
    """name: of the annotation. condition: from today's date. concern: of a review that meets it.

    thin_or_late: what a region is told as an exception.
    """

    name: str
    condition: Callable[[date], Q]
    concern: Callable[[Review], Concern]
    thin_or_late: bool = False


def last_day(review):
    return review.ends_on or review.starts_on


WATCHES = (
    Watch(
        "visit_not_started",
        lambda today: Q(state__in=BEFORE_VISIT, starts_on__lt=today),
        lambda review: Concern("The visit has not started", review.starts_on),
        thin_or_late=True,
    ),
    Watch(
        "visit_comes",
        lambda today: Q(state__in=BEFORE_VISIT, starts_on__range=(today, today + SOON)),
        lambda review: Concern("The visit begins", review.starts_on),
    ),
    Watch(
        "visit_not_finished",
        lambda today: Q(state=ReviewState.ON_SITE, last_day__lt=today),
        lambda review: Concern("The visit is not finished", last_day(review)),
        thin_or_late=True,
    ),
    Watch(
        "feedback_late",
        lambda today: Q(state=ReviewState.ANALYSING, last_day__lt=today - FEEDBACK_TIME),
        lambda review: Concern("Feedback has not been given", last_day(review) + FEEDBACK_TIME),
        thin_or_late=True,
    ),
    Watch(
        "no_finding",
        lambda today: Q(state=ReviewState.ANALYSING, has_finding=False),
        lambda review: Concern("No finding yet"),
        thin_or_late=True,
    ),
    Watch(
        "no_holder",
        lambda today: Q(state__in=(ReviewState.ON_SITE, ReviewState.ANALYSING), has_a_holder=False),
        lambda review: Concern(f"The team has no {review.get_holder_display().lower()}"),
        thin_or_late=True,
    ),
    Watch(
        "host_has_not_agreed",
        lambda today: Q(state=ReviewState.PROPOSED, host_agreed_at=None),
        lambda review: Concern(f"Waiting for {review.host} to agree the scope"),
    ),
    Watch(
        "lead_has_not_agreed",
        lambda today: Q(state=ReviewState.PROPOSED, lead_agreed_at=None),
        lambda review: Concern(f"Waiting for {review.review_lead} to agree the scope"),
    ),
    Watch(
        "no_team",
        lambda today: Q(state__in=BEFORE_VISIT, has_team=False),
        lambda review: Concern("Nobody is on the visiting team yet"),
    ),
    Watch(
        "held",
        lambda today: Q(state__in=CONCLUDING_STATES, held_since__isnull=False),
        lambda review: Concern(f"A statement is held {how_long(review.held_since)}"),
    ),
    Watch(
        "report_late",
        lambda today: (
            Q(state__in=(ReviewState.FEEDBACK_GIVEN, ReviewState.DRAFT_REPORT))
            & Q(feedback_given_at__date__lt=today - REPORT_TIME)
        ),
        lambda review: Concern(
            "The host has no report yet", timezone.localdate(review.feedback_given_at) + REPORT_TIME
        ),
    ),
    Watch(
        "host_checks",
        lambda today: Q(state=ReviewState.ACCURACY_CHECK),
        lambda review: Concern(f"Waiting for the accuracy check of {review.host}"),
    ),
    Watch(
        "postponed_long",
        lambda today: Q(state=ReviewState.POSTPONED, paused_at__date__lt=today - PAUSE_TIME),
        lambda review: Concern(f"Postponed {how_long(review.paused_at)}"),
    ),
)
THIN_OR_LATE = tuple(watch for watch in WATCHES if watch.thin_or_late)


def how_long(moment) -> str:
    days = (timezone.localdate() - timezone.localdate(moment)).days
    return f"for {days} days" if days > 1 else "since yesterday" if days else "since today"


def with_concerns(reviews, actor, *, watches=WATCHES):
    """Each review with a flag for every watch; who is not on its team is told of no hold."""
    today = timezone.localdate()
    findings = Statement.objects.findings().filter(keyline__review=OuterRef("pk"))
    held = Statement.objects.exclude(held_at=None).filter(
        keyline__review=OuterRef("pk"), keyline__review__in=Review.objects.with_team_member(actor)
    )
    seated = TeamMember.objects.sitting().filter(review=OuterRef("pk"))
    first = held.order_by().values("keyline__review").annotate(first=Min("held_at")).values("first")
    reviews = reviews.alias(
        last_day=Coalesce("ends_on", "starts_on", output_field=DateField()),
        has_finding=Exists(findings),
        has_a_holder=Exists(seated.filter(role=OuterRef("holder"))),
        has_team=Exists(seated),
    ).annotate(held_since=Subquery(first))
    flags = {watch.name: flag(watch.condition(today)) for watch in watches}
    return reviews.annotate(**flags)


def flag(condition: Q):
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def concerns_of(review, *, watches=WATCHES) -> list[Concern]:
    """Of a review that came from `with_concerns`."""
    return [watch.concern(review) for watch in watches if getattr(review, watch.name)]


def concerning(reviews):
    """Those of `with_concerns` with at least one concern."""
    any_of = Q()
    for watch in WATCHES:
        any_of |= Q(**{watch.name: True})
    return reviews.filter(any_of)


def of_person(actor) -> Q:
    """On whose visiting team this person is, or which they run for the host."""
    return Q(pk__in=Review.objects.with_team_member(actor)) | Q(host_officer=actor.person_id)


def of_councils(councils) -> Q:
    """In which one of these councils has a role or takes part."""
    part = Q(pk__in=Participant.objects.filter(council__in=councils).values("review"))
    return part | Q(host__in=councils) | Q(review_lead__in=councils) | Q(observer__in=councils)


def of_regions(regions) -> Q:
    return Q(host__region__in=regions)

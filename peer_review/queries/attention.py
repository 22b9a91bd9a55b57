"""What of a review is due or stuck, and since when: each concern is a condition in the database and its words.

One list of them serves the list of reviews, its export and a region's exceptions, so that they never disagree.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import BooleanField, Case, Count, DateField, Exists, F, Min, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from peer_review.models import AccuracyComment, Action, Participant, Recommendation, Review, Statement, TeamMember
from peer_review.queries.follow_ups import with_next_follow_up
from peer_review.workflow import BEFORE_VISIT, CONCLUDING_STATES, REPORTING_STATES, ReviewState
from peer_review.workflow.impact import FOLLOWED_STATES, STANDING

SOON = timedelta(days=14)  # how far ahead a visit is due
FEEDBACK_TIME = timedelta(days=28)  # after a visit, when feedback that is not given is late
REPORT_TIME = timedelta(days=56)  # after the feedback, when a report that the host has not got is late
ANSWER_TIME = timedelta(days=28)  # after a comment of the host, when an answer that it has not got is late
PAUSE_TIME = timedelta(days=90)  # after which a postponed review is stuck
ACTING_STATES = [state for state in FOLLOWED_STATES if state != ReviewState.CLOSED]


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


def with_host() -> Q:
    """The host has the report, and has not said that its check is done."""
    return Q(state=ReviewState.ACCURACY_CHECK, report__check_done_at=None)


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
        thin_or_late=True,
    ),
    Watch(
        "host_checks",
        lambda today: with_host() & Q(check_due_on__gte=today),
        lambda review: Concern(f"Waiting for the accuracy check of {review.host}", review.check_due_on),
    ),
    Watch(
        "check_late",
        lambda today: with_host() & Q(check_due_on__lt=today),
        lambda review: Concern(f"{review.host} has not finished its accuracy check", review.check_due_on),
        thin_or_late=True,
    ),
    Watch(
        "checked",
        lambda today: Q(state=ReviewState.ACCURACY_CHECK, report__check_done_at__isnull=False),
        lambda review: Concern("The accuracy check is done, and the report is not final yet"),
    ),
    Watch(
        "answer_late",
        lambda today: Q(state__in=REPORTING_STATES, comment_waits_since__date__lt=today - ANSWER_TIME),
        lambda review: Concern(
            "A comment of the host has no answer", timezone.localdate(review.comment_waits_since) + ANSWER_TIME
        ),
        thin_or_late=True,
    ),
    Watch(
        "actions_late",
        lambda today: Q(state__in=ACTING_STATES, action_due_on__lt=today),
        lambda review: Concern(
            f"{review.late_actions} actions are late" if review.late_actions > 1 else "An action is late",
            review.action_due_on,
        ),
        thin_or_late=True,
    ),
    Watch(
        "follow_up_late",
        lambda today: Q(state__in=ACTING_STATES, follow_up_due_on__lt=today),
        lambda review: Concern("A follow-up is not answered", review.follow_up_due_on),
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
    ).annotate(held_since=Subquery(first), **of_the_report(), **of_the_host(today))
    flags = {watch.name: flag(watch.condition(today)) for watch in watches}
    return reviews.annotate(**flags)


def of_the_report() -> dict:
    """Until when the host checks it, and since when the first of its comments waits."""
    waiting = AccuracyComment.objects.filter(paragraph__report__review=OuterRef("pk"), answered_at=None)
    return {
        "check_due_on": F("report__check_due_on"),
        "comment_waits_since": Subquery(waiting.order_by("created_at").values("created_at")[:1]),
    }


def of_the_host(today) -> dict:
    """How many of its actions are late, and the first day of those that stand and of follow-ups without an answer."""
    standing = Action.objects.filter(recommendation__review=OuterRef("pk"), state__in=STANDING).order_by()
    late = standing.filter(due_on__lt=today).values("recommendation__review")
    asked = with_next_follow_up(Recommendation.objects.filter(review=OuterRef("pk")))
    return {
        "late_actions": Subquery(late.annotate(number=Count("pk")).values("number")),
        "action_due_on": Subquery(standing.order_by("due_on").values("due_on")[:1]),
        "follow_up_due_on": Subquery(asked.order_by("next_on").values("next_on")[:1]),
    }


def flag(condition: Q):
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def concerns_of(review, *, watches=WATCHES) -> list[Concern]:
    """Of a review that came from `with_concerns`."""
    return [watch.concern(review) for watch in watches if getattr(review, watch.name)]


def concerning(reviews, *, watches=WATCHES):
    """Those of `with_concerns` with at least one concern."""
    any_of = Q()
    for watch in watches:
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

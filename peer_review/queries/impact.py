"""Recommendations with what the host does about them, what of it is due, and what came of all of them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, F, Max, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import ExtractYear
from django.utils import timezone

from improvement_hub.accounts.models import Membership, Person
from improvement_hub.accounts.roles import Role
from peer_review.models import Action, Attachment, Document, FollowUp, Ground, ProgressNote, Recommendation, Review
from peer_review.queries.reviews import review_list
from peer_review.queries.statements import statements
from peer_review.queries.team import sitting_team
from peer_review.workflow import RecommendationState
from peer_review.workflow.impact import STANDING

MOST = 100  # things due that are looked at for one person; those due first


def recommendations(actor, review=None):
    """With their grounds, actions and answers, and the team, so that every rule about them costs no further query."""
    grounds = Ground.objects.visible_to(actor).select_related("statement__keyline")
    rows = Recommendation.objects.visible_to(actor).dated()
    rows = rows.select_related("review__host__region", "review__theme", "review__method", "author").prefetch_related(
        Prefetch("grounds", grounds, to_attr="shown_grounds"),
        Prefetch("actions", with_readings(actor)),
        "follow_ups",
        sitting_team("review__team"),
    )
    return rows.filter(review=review) if review else rows


def recommendations_counted_for(actor):
    return Recommendation.objects.counted_for(actor)


def with_readings(actor):
    """Actions with the values that were read of their measures, as far as this actor may read those."""
    notes = ProgressNote.objects.visible_to(actor).exclude(value=None)
    return Action.objects.prefetch_related(Prefetch("notes", notes, to_attr="noted"), "follow_ups")


def actions(actor):
    return (
        with_readings(actor)
        .filter(recommendation__in=Recommendation.objects.visible_to(actor))
        .select_related(
            "recommendation__review__host__region", "recommendation__review__theme", "recommendation__review__method"
        )
        .prefetch_related(sitting_team("recommendation__review__team"))
    )


def notes_on(action, actor):
    """Each with the documents on it that the actor reads, as `shown`."""
    shown = Attachment.objects.visible_to(actor).filter(document__removed_at=None).select_related("document")
    rows = ProgressNote.objects.visible_to(actor).filter(action=action).select_related("author")
    return rows.prefetch_related(Prefetch("attachments", shown, to_attr="shown"))


def documents_to_attach(action, actor):
    """Of its review, those that stand, the newest first."""
    return Document.objects.visible_to(actor).standing().filter(review=action.review).order_by("-created_at")


def findings_to_rest_on(review, actor):
    return statements(actor, review).findings()


@dataclass(frozen=True)
class Reading:
    """A value of a measure: of which day, in words with its n, and where it stands."""

    day: date
    value: float
    words: str
    about: str


def readings(action) -> list[Reading]:
    """The baseline and every later value, the earliest first; of an action loaded `with_readings`."""
    if not action.has_measure:
        return []
    noted = [(one, "Progress note") for one in action.noted]
    answered = [(one, f"Follow-up at {one.months} months") for one in action.follow_ups.all()]
    later = [
        Reading(one.measured_on, float(one.value), action.in_unit(one.value, one.value_n), about)
        for one, about in [*noted, *answered]
    ]
    first = Reading(
        action.baseline_on, float(action.baseline), action.in_unit(action.baseline, action.baseline_n), "Baseline"
    )
    return [first, *sorted(later, key=lambda reading: reading.day)]


# What is due


@dataclass(frozen=True)
class FollowUpDue:
    """A follow-up of a review that nobody answered yet, for `count` of its recommendations."""

    review: Review
    months: int
    due_on: date
    count: int

    @property
    def thing(self) -> str:
        return f"follow-up {self.review.pk} {self.months} {self.due_on}"


def follow_ups_due(rows, until) -> list[FollowUpDue]:
    """Of these recommendations those whose day is `until` or before, the earliest first."""
    found: dict = {}
    for row in rows.followed().select_related("review__host", "review__method").order_by("created_at"):
        for months in row.months_left:
            if row.due_on(months) <= until:
                found.setdefault((row.due_on(months), months, row.review_id), []).append(row)
    return [
        FollowUpDue(rows[0].review, months, day, len(rows))
        for (day, months, _), rows in sorted(found.items(), key=lambda one: one[0][:2])
    ]


def own_follow_ups_due(actor, until) -> list[FollowUpDue]:
    """Of the councils this person runs."""
    if not actor.manages:
        return []
    rows = Recommendation.objects.visible_to(actor).filter(review__host__in=actor.manages)
    return follow_ups_due(rows, until)[:MOST]


def own_actions_due(actor, until):
    """Actions of those councils that are neither done nor stopped and due by then."""
    if not actor.manages:
        return Action.objects.none()
    rows = Action.objects.visible_to(actor).filter(state__in=STANDING, due_on__lte=until)
    rows = rows.filter(recommendation__review__host__in=actor.manages).exclude(recommendation__review__state="closed")
    return rows.select_related("recommendation__review__host").order_by("due_on", "pk")[:MOST]


def people_to_remind():
    """Directors and improvement officers of councils that have recommendations to follow."""
    hosts = Recommendation.objects.followed().exclude(review__state="closed").values("review__host")
    current = Membership.objects.current().filter(role__in=[Role.DIRECTOR, Role.OFFICER], council__in=hosts)
    return Person.objects.filter(is_active=True, pk__in=current.values("person"))


def follow_ups_late_in_region(actor) -> list[FollowUpDue]:
    """For a regional lead, who reads how many of which review and nothing of their text."""
    rows = Recommendation.objects.filter(review__host__region__in=actor.leads)
    return follow_ups_due(rows, timezone.localdate())


def follow_ups_new(actor, since) -> list[FollowUpDue]:
    """Those of one's own councils whose day has come since a moment."""
    began = timezone.localdate(since)
    return [one for one in own_follow_ups_due(actor, timezone.localdate()) if one.due_on >= began]


def reviews_with_new_recommendations(actor, since):
    """For the host: reviews with `new_count`, how many recommendations came since then, and `recommended_at`."""
    if not actor.manages:
        return Review.objects.none()
    mine = Recommendation.objects.filter(review__host__in=actor.manages, created_at__gte=since)
    mine = mine.exclude(author=actor.person_id)
    of_review = mine.filter(review=OuterRef("pk")).order_by().values("review")
    rows = review_list(actor).filter(pk__in=mine.values("review"))
    return rows.annotate(
        new_count=Subquery(of_review.annotate(number=Count("pk")).values("number")),
        recommended_at=Subquery(of_review.annotate(latest=Max("created_at")).values("latest")),
    ).order_by("-recommended_at", "pk")


# Figures


@dataclass
class Figure:
    """Of one region, theme or year, or of all: how many there are, and what became of those not declined."""

    label: str
    address: str = ""
    recommendations: int = 0
    declined: int = 0
    all_done: int = 0
    impact_known: int = 0

    @property
    def followed(self) -> int:
        """The n of both percentages."""
        return self.recommendations - self.declined

    @property
    def all_done_percent(self) -> int | None:
        return percent(self.all_done, self.followed)

    @property
    def impact_known_percent(self) -> int | None:
        return percent(self.impact_known, self.followed)

    def add(self, cell):
        self.recommendations += cell["number"]
        self.declined += cell["declined"]
        self.all_done += cell["all_done"]
        self.impact_known += cell["impact_known"]


def percent(part: int, n: int) -> int | None:
    """Rounded half up; nothing of nothing."""
    return (200 * part + n) // (2 * n) if n else None


KNOWN = (FollowUp.Impact.MEASURED, FollowUp.Impact.NO_CHANGE)


def cells(rows):
    """Counts by region, theme and year of the report, in one query."""
    answers = FollowUp.objects.filter(recommendation=OuterRef("pk"))
    rows = rows.reported().annotate(
        year=ExtractYear("followed_from"),
        latest=Subquery(answers.order_by("-months").values("done")[:1]),
        known=Exists(answers.filter(impact__in=KNOWN)),
    )
    followed = ~Q(state=RecommendationState.DECLINED)
    names = {"region": "review__host__region__name", "slug": "review__host__region__slug"}
    themes = {"theme": "review__theme__name", "theme_slug": "review__theme__slug"}
    return (
        rows.order_by()
        .values("year", **{name: F(path) for name, path in {**names, **themes}.items()})
        .annotate(
            number=Count("pk"),
            declined=Count("pk", filter=Q(state=RecommendationState.DECLINED)),
            all_done=Count("pk", filter=followed & Q(latest=FollowUp.Done.ALL)),
            impact_known=Count("pk", filter=followed & Q(known=True)),
        )
    )


def figures(rows) -> dict:
    """{"total": Figure, "region": [...], "theme": [...], "year": [...]}; of recommendations the actor may count."""
    total = Figure("All")
    by: dict = {"region": {}, "theme": {}, "year": {}}
    for cell in cells(rows):
        keys = {"region": cell["slug"], "theme": cell["theme_slug"], "year": str(cell["year"])}
        labels = {"region": cell["region"], "theme": cell["theme"], "year": str(cell["year"])}
        total.add(cell)
        for name, key in keys.items():
            by[name].setdefault(key, Figure(labels[name], f"{name}={key}")).add(cell)
    return {"total": total, **{name: sorted(found.values(), key=lambda one: one.label) for name, found in by.items()}}

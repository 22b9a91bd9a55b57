"""What the answers on reviewing say once there are enough, and who gave and who received how many days."""

from dataclasses import dataclass

from django.db.models import Avg, Count, Q

from improvement_hub.core.permissions import allows
from improvement_hub.councils.models import Council
from peer_review.models import Feedback, FeedbackLink, TeamMember
from peer_review.models.learning import ENOUGH
from peer_review.workflow import REPORTED_STATES, ReviewState


def feedback_links(review):
    return FeedbackLink.objects.filter(review=review).annotate(answers=Count("feedback")).order_by("audience")


def links_for_anyone():
    """Whoever has the secret address of a link may answer."""
    return FeedbackLink.objects.select_related("review__host", "review__theme")


@dataclass(frozen=True)
class Results:
    """What one audience answered: `n`, and from five answers on (question, average) and the texts, in no order."""

    link: FeedbackLink
    n: int
    marks: list
    texts: list

    @property
    def missing(self) -> int:
        return max(ENOUGH - self.n, 0)


def feedback_results(review, actor) -> list[Results]:
    return [results_of(link, actor) for link in feedback_links(review)]


def results_of(link, actor) -> Results:
    """The words are the host's and the review lead's; a regional lead reads the averages."""
    rows = Feedback.objects.visible_to(actor).filter(link=link)
    if link.answers < ENOUGH:
        return Results(link, link.answers, [], [])
    averages = rows.aggregate(**{name: Avg(name) for name in Feedback.MARKS})
    marks = [(question(name), averages[name]) for name in Feedback.MARKS]
    texts = []
    if allows(actor, "peer_review.read_feedback", link):
        texts = [(question(name), words_of(rows, name)) for name in Feedback.TEXTS]
    return Results(link, link.answers, marks, texts)


def question(name) -> str:
    return str(Feedback._meta.get_field(name).verbose_name)


def words_of(rows, name) -> list[str]:
    """In the order of their random ids."""
    return list(rows.exclude(**{name: ""}).order_by("pk").values_list(name, flat=True))


# Days

VISITED_STATES = (ReviewState.ON_SITE, ReviewState.ANALYSING, *REPORTED_STATES)


def seats_with_days(review):
    """Everyone who ever had a seat, with what was declared for them."""
    return TeamMember.objects.filter(review=review).select_related("review", "person", "organisation", "days_given")


def days_of(seat) -> float:
    """What was declared for a seat, else the days of the visit; nothing more for those who left the team."""
    if hasattr(seat, "days_given"):
        return seat.days_given.half_days / 2
    review = seat.review
    if seat.left_at or review.starts_on is None:
        return 0
    return float(((review.ends_on or review.starts_on) - review.starts_on).days + 1)


def version_of_days(seat) -> int:
    """Of what was declared for a seat; 0 until then."""
    return seat.days_given.version if hasattr(seat, "days_given") else 0


@dataclass
class Exchange:
    """Days that a council gave to others' reviews and received in its own, in one year."""

    council: Council
    year: int
    given: float = 0
    received: float = 0

    @property
    def balance(self) -> float:
        """Above zero for one that gave more than it received."""
        return self.given - self.received


def councils_of_ledger(actor):
    """The council one runs, those of the region one leads, and for administrators all."""
    if actor.is_person and actor.administers:
        return Council.objects.all()
    return Council.objects.filter(Q(pk__in=actor.manages) | Q(region__in=actor.leads))


def seats_of_ledger(actor):
    """Seats in visits that took place, given or received by those councils."""
    own = councils_of_ledger(actor).values("pk")
    rows = TeamMember.objects.filter(review__state__in=VISITED_STATES, review__starts_on__isnull=False)
    rows = rows.filter(Q(organisation__council__in=own) | Q(review__host__in=own))
    return rows.select_related("review__host__region", "organisation__council__region", "days_given")


def ledger(seats, actor) -> list[Exchange]:
    """By year, the latest first, and council. Days of partner agencies are received, and no council gave them."""
    own = set(councils_of_ledger(actor).values_list("pk", flat=True))
    found: dict = {}
    for seat in seats:
        days, year = days_of(seat), seat.review.starts_on.year
        if seat.review.host_id in own:
            exchange_of(found, seat.review.host, year).received += days
        if seat.organisation.council_id in own:
            exchange_of(found, seat.organisation.council, year).given += days
    return sorted(found.values(), key=lambda one: (-one.year, one.council.name))


def exchange_of(found, council, year) -> Exchange:
    return found.setdefault((council.pk, year), Exchange(council, year))

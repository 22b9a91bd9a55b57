"""What each page of a review shows, with all that its rows need, in a fixed number of queries."""

from django.db.models import Count, Prefetch, Q

from improvement_hub.accounts.models import Organisation, Person
from peer_review.models import Activity, Evidence, KeyLineOfEnquiry, Review, Statement, Support, TeamMember

SEATS = ("theme", "host__region", "review_lead", "observer", "host_officer")


def review_list(actor):
    return Review.objects.visible_to(actor).select_related(*SEATS)


def one_review(actor):
    """A review with its team, so that every rule about it costs no further query."""
    team = TeamMember.objects.select_related("person", "organisation")
    return review_list(actor).prefetch_related(Prefetch("team", team), "keylines")


def counts(review) -> dict[str, int]:
    """How much there is, for those who may not read it too."""
    found = Activity.objects.filter(review=review).aggregate(
        activities=Count("pk", filter=~Q(state="cancelled")), done=Count("pk", filter=Q(state="done"))
    )
    evidence = Evidence.objects.standing().filter(activity__review=review).count()
    statements = Statement.objects.filter(keyline__review=review).aggregate(
        findings=Count("pk", filter=Q(state="finding")), hypotheses=Count("pk", filter=Q(state="hypothesis"))
    )
    return {**found, "evidence": evidence, **statements}


def activities(actor, review=None):
    rows = Activity.objects.visible_to(actor).select_related("review__host")
    return rows.filter(review=review) if review else rows


def evidence(actor, review=None):
    rows = Evidence.objects.visible_to(actor).select_related("activity__review", "keyline", "author", "withdrawn_by")
    return rows.filter(activity__review=review) if review else rows


def tally(actor, review):
    """Evidence that stands, counted by key line: strengths, concerns, context and kinds of source."""
    standing = Q(evidence__withdrawn_at=None)
    lines = KeyLineOfEnquiry.objects.visible_to(actor).filter(review=review)
    return lines.annotate(
        strengths=Count("evidence", filter=standing & Q(evidence__bearing="strength")),
        concerns=Count("evidence", filter=standing & Q(evidence__bearing="concern")),
        context=Count("evidence", filter=standing & Q(evidence__bearing="context")),
        sources=Count("evidence__source_role", filter=standing, distinct=True),
    ).order_by("position")  # a grouped query forgets the model's own order


def statements(actor, review=None):
    """Statements with what the gate weighs; of one review, they share that review's team."""
    links = Support.objects.select_related("evidence__activity", "evidence__keyline", "evidence__author")
    rows = (
        Statement.objects.visible_to(actor)
        .select_related("author", "held_by", "keyline__review__host__region", "keyline__review__theme")
        .prefetch_related(Prefetch("links", links), "keyline__review__team")
    )
    return rows.filter(keyline__review=review) if review else rows


def unlinked_evidence(actor, statement):
    """What could still be linked, its own key line first."""
    rows = evidence(actor, statement.review).filter(withdrawn_at=None).exclude(links__statement=statement)
    return rows.order_by("keyline__position", "created_at")


def people_for_team(review):
    """People who may be on this team: of the leading and observing councils, and of partner agencies."""
    people = Person.objects.filter(is_active=True, organisation__demonstration=review.host.demonstration)
    councils = people.filter(organisation__council__in=[review.review_lead_id, review.observer_id])
    partners = people.filter(organisation__kind=Organisation.Kind.PARTNER)
    return (councils | partners).select_related("organisation")


def possible_observers(review):
    return people_for_team(review).filter(organisation__council=review.observer_id)

"""What each page of a review shows, with all that its rows need, in a fixed number of queries."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Count, Exists, Max, Min, OuterRef, Prefetch, Q, Subquery, Value, When
from django.db.models.functions import Greatest

from improvement_hub.accounts.models import Membership, Organisation, Person
from improvement_hub.accounts.roles import Role
from improvement_hub.core.actor import NOBODY
from improvement_hub.core.audit import first_when
from improvement_hub.core.models import Visibility, shared_with
from peer_review.models import Activity, Evidence, KeyLineOfEnquiry, Review, Statement, Support, TeamMember
from peer_review.models.reviews import part_of
from peer_review.workflow import OPEN_STATES

SEATS = ("theme", "host__region", "review_lead", "observer", "host_officer")


def themes(request=None):
    """The shared vocabulary, for choices; it is the blogs product's, and reached through the review's own field."""
    return Review._meta.get_field("theme").related_model.objects.all()


def review_list(actor):
    return Review.objects.visible_to(actor).select_related(*SEATS)


def one_review(actor):
    """A review with those who sit on its team, so that every rule about it costs no further query."""
    return review_list(actor).prefetch_related(sitting_team("team"), "keylines")


def sitting_team(path):
    team = TeamMember.objects.sitting().select_related("person", "organisation")
    return Prefetch(path, team, to_attr="sitting_team")


def seats(review):
    """Everyone who has a seat, whether or not they still sit on it."""
    return TeamMember.objects.filter(review=review, left_at=None).select_related("person")


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
    heard = Evidence.objects.standing().filter(activity=OuterRef("pk"))
    rows = Activity.objects.visible_to(actor).select_related("review__host").annotate(was_heard=Exists(heard))
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
        .prefetch_related(Prefetch("links", links), sitting_team("keyline__review__team"))
    )
    return rows.filter(keyline__review=review) if review else rows


def unlinked_evidence(actor, statement):
    """What could still be linked, its own key line first."""
    rows = evidence(actor, statement.review).filter(withdrawn_at=None).exclude(links__statement=statement)
    return rows.order_by("keyline__position", "created_at")


def people_for_team(review):
    """People who may be on this team: who act for the leading or observing council or a partner agency, and not
    for the host."""
    current = Membership.objects.current()
    own = current.filter(council__in=[review.review_lead_id, review.observer_id])
    partners = current.filter(role=Role.PARTNER, person__organisation__kind=Organisation.Kind.PARTNER)
    people = Person.objects.filter(is_active=True, organisation__demonstration=review.host.demonstration)
    people = people.filter(Q(pk__in=own.values("person")) | Q(pk__in=partners.values("person")))
    return people.exclude(pk__in=current.filter(council=review.host_id).values("person")).select_related("organisation")


def possible_observers(review):
    observing = Membership.objects.current().filter(council=review.observer_id)
    return people_for_team(review).filter(pk__in=observing.values("person"))


def reviews_that_moved(actor, since):
    """Reviews this person has a part in that came to their state since then, or whose team the person joined.

    Each with `moved_at`, and as `seat` the person's role on its team.
    """
    seats = TeamMember.objects.held_by(actor).filter(review=OuterRef("pk"))
    rows = (
        review_list(actor)
        .filter(part_of(actor))
        .annotate(
            seat=Subquery(seats.values("role")[:1]),
            moved_at=Greatest(first_when(Review, Q(state=OuterRef("state"))), Subquery(seats.values("created_at")[:1])),
        )
    )
    return rows.filter(moved_at__gte=since).order_by("-moved_at", "pk")


def new_holds(actor, since):
    """Statements of one's own teams that somebody else holds since then."""
    held = Statement.objects.visible_to(actor).filter(held_at__gte=since).exclude(held_by=actor.person_id)
    return held.select_related("keyline__review__host").order_by("-held_at", "pk")


def newly_shared_findings(actor, since):
    """Findings of other people's reviews that this actor may read since then, each with `shared_at`.

    The trail says when a finding first was at a level that the actor reads. Invented ones are for the
    demonstration's people.
    """
    readable = shared_with(actor, region="pgh_obj__keyline__review__host__region_id")
    found = Statement.objects.visible_to(actor).findings().exclude(visibility=Visibility.REVIEW)
    others = found.exclude(keyline__review__in=Review.objects.readable_by(actor))
    if not actor.demonstration:
        others = others.exclude(keyline__review__host__demonstration=True)
    return others.annotate(shared_at=first_when(Statement, readable)).filter(shared_at__gte=since)


def reviews_with_new_findings(actor, since):
    """Reviews with `new_findings`, the ids of those, and `shared_at`, when the last of them was shared."""
    found = newly_shared_findings(actor, since).order_by("shared_at", "pk")
    of_review = found.filter(keyline__review=OuterRef("pk"))
    latest = of_review.order_by().values("keyline__review").annotate(latest=Max("shared_at")).values("latest")
    rows = review_list(actor).filter(pk__in=found.order_by().values("keyline__review"))
    return rows.annotate(new_findings=ArraySubquery(of_review.values("pk")), shared_at=Subquery(latest)).order_by(
        "-shared_at", "pk"
    )


def reviews_hosted_by(council, actor):
    return review_list(actor).filter(host=council)


def themes_of_own_reviews(actor):
    """Ids of the themes of reviews whose text this person reads."""
    return Review.objects.readable_by(actor).values_list("theme", flat=True)


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


def region_reviews(actor):
    """Open reviews of the regions this person leads: their roles, dates, state and counts."""
    rows = review_list(actor).filter(host__region__in=actor.leads, state__in=OPEN_STATES)
    return with_statement_counts(rows).prefetch_related(sitting_team("team")).order_by("starts_on", "title")


def held_in_reviews_led_by(actor):
    """Statements that wait for their review lead to answer the observer, the longest held first."""
    mine = TeamMember.objects.held_by(actor).filter(role=TeamMember.Role.LEAD)
    rows = Statement.objects.visible_to(actor).filter(keyline__review__in=mine.values("review"))
    rows = rows.filter(keyline__review__state__in=OPEN_STATES).exclude(held_at=None)
    return rows.select_related("held_by", "keyline__review__host").order_by("held_at")


def heard_since(actor, moment):
    """(review id, pieces) of evidence that others logged since then, in the reviews of this person's teams."""
    rows = Evidence.objects.visible_to(actor).standing().filter(created_at__gt=moment).exclude(author=actor.pk)
    return rows.order_by().values_list("activity__review").annotate(pieces=Count("pk"))


def said_since(actor, moment):
    """(review id, statements) that others wrote since then, where this person is on the team."""
    on_team = Review.objects.with_team_member(actor)
    rows = Statement.objects.visible_to(actor).filter(created_at__gt=moment, keyline__review__in=on_team)
    rows = rows.exclude(author=actor.pk).order_by()
    return rows.values_list("keyline__review").annotate(statements=Count("pk"))


def findings_since(actor, moment):
    """Findings of reviews of others that were reported since then and are shared with this person."""
    rows = Statement.objects.visible_to(actor).findings().filter(keyline__review__feedback_given_at__gt=moment)
    rows = rows.exclude(keyline__review__in=Review.objects.readable_by(actor))
    return rows.select_related("keyline__review__host").order_by("-keyline__review__feedback_given_at")


def hosts_with_public_findings():
    """Ids of councils of whose reviews everyone may read a finding."""
    return Statement.objects.visible_to(NOBODY).order_by().values_list("keyline__review__host")

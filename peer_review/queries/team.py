from django.db.models import F, Prefetch, Q

from improvement_hub.accounts.models import Membership, Organisation, Person
from improvement_hub.accounts.roles import Role
from peer_review.models import Conflict, HostSeat, TeamMember
from peer_review.roles import HARD, TeamRole
from peer_review.workflow import BEFORE_FINAL


def sitting_team(path):
    team = TeamMember.sitting_today().select_related("person", "organisation")
    return Prefetch(path, team, to_attr="sitting_team")


def seats(review):
    """Everyone who has a seat, whether or not they still sit on it."""
    rows = TeamMember.objects.taken().filter(review=review)
    return rows.select_related("person", "organisation", "invitation", "review__host")


def conflicts(review, actor):
    """What was declared in a review, as far as this actor may know of it; open ones first, then as declared."""
    rows = Conflict.objects.visible_to(actor).filter(member__review=review)
    return rows.select_related(
        "member__person", "member__organisation", "declared_by", "overridden_by", "withdrawn_by"
    ).order_by(F("withdrawn_at").asc(nulls_first=True), F("overridden_until").asc(nulls_first=True), "created_at", "pk")


def host_seats(review):
    return HostSeat.objects.sitting().filter(review=review).select_related("person")


def people_of_host(review):
    """Who acts for the host today, in any role."""
    current = Membership.objects.current().filter(council=review.host_id)
    return Person.objects.filter(pk__in=current.values("person"), is_active=True)


def places_for_team(review):
    """Where someone without an account may come from: a council of the review beside its host, or an agency."""
    agencies = Q(kind=Organisation.Kind.PARTNER, demonstration=review.host.demonstration)
    return Organisation.objects.filter(agencies | Q(council__in=[c.pk for c in review.visiting_councils]))


def conflicts_to_decide(actor):
    """Soft conflicts that stand, in unfinished reviews of the regions this person leads."""
    rows = Conflict.objects.unsettled().filter(member__left_at=None, member__review__host__region__in=actor.leads)
    rows = rows.exclude(basis__in=HARD).filter(member__review__state__in=BEFORE_FINAL)
    return rows.exclude(member__person=actor.pk).select_related("member__review__host", "member__person")


def people_for_team(review):
    """People who may be on this team: who act for one of its councils beside the host, for a partner agency or
    for the host's region; and not for the host."""
    current = Membership.objects.current()
    own = current.filter(council__in=[council.pk for council in review.visiting_councils])
    partners = current.filter(role=Role.PARTNER, person__organisation__kind=Organisation.Kind.PARTNER)
    office = current.filter(role=Role.LEAD, region=review.host.region_id)
    invented = Q(organisation__demonstration=True) | Q(demonstration=True)
    people = Person.objects.filter(invented if review.host.demonstration else ~invented, is_active=True)
    of_one = Q()
    for memberships in (own, partners, office):
        of_one |= Q(pk__in=memberships.values("person"))
    people = people.exclude(pk__in=current.filter(council=review.host_id).values("person"))
    return people.filter(of_one).select_related("organisation")


def possible_holders(review):
    """Who may hold in place of one who left: as the method says where they come from."""
    if review.holder == TeamRole.OBSERVER:
        observing = Membership.objects.current().filter(council=review.observer_id)
        return people_for_team(review).filter(pk__in=observing.values("person"))
    return people_for_team(review)

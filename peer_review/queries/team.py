from django.db.models import Prefetch, Q

from improvement_hub.accounts.models import Membership, Organisation, Person
from improvement_hub.accounts.roles import Role
from peer_review.models import TeamMember
from peer_review.roles import TeamRole


def sitting_team(path):
    team = TeamMember.objects.sitting().select_related("person", "organisation")
    return Prefetch(path, team, to_attr="sitting_team")


def seats(review):
    """Everyone who has a seat, whether or not they still sit on it."""
    return TeamMember.objects.filter(review=review, left_at=None).select_related("person")


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

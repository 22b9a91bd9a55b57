from django.db.models import Prefetch, Q

from improvement_hub.accounts.models import Membership, Organisation, Person
from improvement_hub.accounts.roles import Role
from peer_review.models import TeamMember


def sitting_team(path):
    team = TeamMember.objects.sitting().select_related("person", "organisation")
    return Prefetch(path, team, to_attr="sitting_team")


def seats(review):
    """Everyone who has a seat, whether or not they still sit on it."""
    return TeamMember.objects.filter(review=review, left_at=None).select_related("person")


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

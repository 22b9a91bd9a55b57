"""From a person or a client to the actor that every rule and every list is asked with."""

from typing import NamedTuple
from uuid import UUID

from improvement_hub.accounts.models import ApiClient, Membership, Organisation, Person
from improvement_hub.accounts.roles import Role
from improvement_hub.accounts.scopes import both_allow
from improvement_hub.core.actor import NOBODY, Actor


def actor_of_person(person: Person, *, scopes: frozenset[str] | None = None) -> Actor:
    """The person with the memberships of today; one query, for a delegate two. Inactive people are nobody."""
    if not person.is_active:
        return NOBODY
    memberships = Membership.objects.current_of(person)
    councils = {role: frozenset(m.council_id for m in memberships if m.role == role) for role in Role}
    leads = frozenset(m.region_id for m in memberships if m.role == Role.LEAD)
    member_regions = frozenset(m.council.region_id for m in memberships if m.council)
    return Actor(
        kind="person",
        pk=person.pk,
        name=person.name,
        organisation_id=person.organisation_id,
        directs=councils[Role.DIRECTOR],
        improves=councils[Role.OFFICER],
        edits=councils[Role.EDITOR],
        leads=leads,
        region_ids=leads | member_regions,
        in_sector=bool(leads or member_regions),
        administers=any(m.role == Role.ADMINISTRATOR for m in memberships),
        of_agency=any(m.role == Role.PARTNER for m in memberships),
        is_guest=any(m.role == Role.GUEST for m in memberships),
        demonstration=any(is_demonstration(m) for m in memberships),
        needs_second_factor=any(weighs_much(m) for m in memberships),
        acting=tuple(acting_words(m) for m in memberships if m.basis != "substantive"),
        scopes=scopes,
    )


def is_demonstration(membership: Membership) -> bool:
    """Of an invented council, region or agency."""
    belongs_to = (membership.council, membership.region, membership.person.organisation)
    return any(scope.demonstration for scope in belongs_to if scope)


def weighs_much(membership: Membership) -> bool:
    """A role that nobody holds by a password alone, except among the invented people of the demonstration."""
    invented = membership.person.demonstration or is_demonstration(membership)
    return membership.role in (Role.DIRECTOR, Role.LEAD, Role.ADMINISTRATOR) and not invented


def acting_words(membership: Membership) -> str:
    """For the audit trail: in whose place someone acts."""
    words = f"{membership.get_basis_display()} {membership.get_role_display().lower()}, {membership.scope}"
    return f"{words}, for {membership.on_behalf_of_id}" if membership.on_behalf_of_id else words


class Standing(NamedTuple):
    """What of a client decides what it may see and do; one row of the statement that looks a key up."""

    pk: UUID
    name: str
    scopes: str
    per_minute: int | None
    organisation_id: UUID
    kind: str
    council_id: UUID | None
    region_id: UUID | None


def actor_of_client(client: ApiClient) -> Actor:
    organisation = client.organisation
    region_id = organisation.council.region_id if organisation.council else None
    facts = (organisation.pk, organisation.kind, organisation.council_id, region_id)
    return actor_of_standing(Standing(client.pk, client.name, client.scopes, client.per_minute, *facts))


def actor_of_standing(client: Standing, *, scopes: str | None = None) -> Actor:
    """An API client acts for its organisation: a council's sees its region and the sector, the hub's the sector.

    scopes: those of a token; of no use beyond what the client itself may do today.
    """
    own = frozenset(client.scopes.split())
    return Actor(
        kind="client",
        pk=client.pk,
        name=client.name,
        organisation_id=client.organisation_id,
        region_ids=frozenset([client.region_id]) if client.region_id else frozenset(),
        in_sector=client.kind in (Organisation.Kind.COUNCIL, Organisation.Kind.HUB),
        scopes=own if scopes is None else both_allow(own, frozenset(scopes.split())),
        speaks_for=frozenset([client.council_id]) if client.council_id else frozenset(),
    )

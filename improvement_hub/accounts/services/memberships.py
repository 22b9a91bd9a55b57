from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from improvement_hub.accounts.actors import actor_of_person, weighs_much
from improvement_hub.accounts.handover import hand_over_everything
from improvement_hub.accounts.models import Membership, Organisation, Person
from improvement_hub.accounts.roles import Role
from improvement_hub.accounts.services.access import identities_of, revoke_tokens, shut_out
from improvement_hub.core.errors import DomainError
from improvement_hub.core.permissions import allows, require
from improvement_hub.core.services import lock, store


def organisation_of(council):
    """The organisation that a council is; made the first time it is asked for."""
    organisation, _ = Organisation.objects.get_or_create(
        council=council,
        defaults={
            "kind": Organisation.Kind.COUNCIL,
            "name": council.official_name,
            "demonstration": council.demonstration,
        },
    )
    return organisation


def begin(membership) -> Membership:
    """Store a new role. The first that needs a second factor ends what applications were allowed without one."""
    if weighs_much(membership) and not actor_of_person(membership.person).needs_second_factor:
        revoke_tokens(person=membership.person)
    return store(membership)


@transaction.atomic
def end_membership(*, membership, last_day, by):
    """Set the last day on which someone acts in a role; it comes forward, and is never put off."""
    membership = lock(membership)
    require(by, "accounts.end_membership", membership)
    if membership.ends_on and last_day > membership.ends_on:
        raise DomainError("A role ends when it was agreed, or earlier. To extend it, invite again.", field="last_day")
    membership.ends_on = last_day
    return store(membership)


@transaction.atomic
def record_leaver(*, person, successor, last_day, by):
    """Someone leaves: their memberships end, and a colleague takes over what they had open.

    They are signed out, and their organisation's provider is not asked about them any more.
    Only memberships that `by` may end are ended. Returns sentences about what was handed over.
    """
    require(by, "accounts.record_leaver", person)
    if last_day > timezone.localdate():
        raise DomainError(
            "Hand over on their last day, or after it: until then they keep their places.", field="last_day"
        )
    list(identities_of(person))  # in the order of a sign-in that comes at the same moment
    rows = Membership.objects.select_for_update(of=("self",))
    theirs = [m for m in rows.filter(person=person).to_hand_over() if allows(by, "accounts.end_membership", m)]
    council_ids = frozenset(m.council_id for m in theirs if m.council_id)
    check_successor(person, successor, council_ids)
    delegated = [m for m in rows.filter(on_behalf_of=person).standing() if allows(by, "accounts.end_membership", m)]
    for membership in [*(m for m in theirs if m.stands), *delegated]:
        close(membership, last_day)
    shut_out(person=person, today=timezone.localdate())
    return hand_over_everything(leaver=person, successor=successor, council_ids=council_ids, by=by)


def close(membership, last_day):
    """End it on that day, or as agreed before; one that has not begun never does."""
    if membership.starts_on > timezone.localdate():
        membership.delete()
        return
    agreed = membership.ends_on or last_day
    membership.ends_on = max(min(last_day, agreed), membership.starts_on)
    store(membership)


def end_now(membership):
    """From this moment it gives nothing, not even for the rest of the day."""
    yesterday = timezone.localdate() - timedelta(days=1)
    if membership.starts_on > yesterday:
        membership.delete()
        return
    membership.ends_on = min(membership.ends_on or yesterday, yesterday)
    store(membership)


def check_successor(person, successor, council_ids):
    """A leaver's work goes to someone else who acts for the same council."""
    if successor.pk == person.pk:
        raise DomainError("Choose someone else than the person who leaves.", field="successor")
    if not successor.is_active:
        raise DomainError("Choose someone whose account is open.", field="successor")
    runs = successor.memberships.current().filter(role__in=[Role.DIRECTOR, Role.OFFICER])
    if not council_ids <= set(runs.values_list("council_id", flat=True)):
        raise DomainError("Choose a director or improvement officer of the same council.", field="successor")


def close_accounts_without_membership(*, day=None):
    """Deactivate people whose last membership ended before yesterday; returns how many."""
    day = day or timezone.localdate() - timedelta(days=1)
    standing = Membership.objects.filter(ends_on=None) | Membership.objects.filter(ends_on__gte=day)
    return Person.objects.filter(is_active=True).exclude(memberships__in=standing).update(is_active=False)

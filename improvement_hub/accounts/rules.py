"""Who may invite, end and hand over what; an API client never may."""

import rules

from improvement_hub.accounts.roles import Role
from improvement_hub.core.rules import is_administrator, is_operator, is_person


@rules.predicate
def directs_or_leads_someone(actor, target=None):
    return bool(actor.directs or actor.leads)


@rules.predicate
def directs_or_leads_its_scope(actor, target):
    """For an invitation or a membership: its council, or its region."""
    if target.council_id:
        return target.council_id in actor.directs or target.council.region_id in actor.leads
    return bool(target.region_id) and target.region_id in actor.leads


@rules.predicate
def is_for_a_partner(actor, invitation):
    return invitation.role == Role.PARTNER


@rules.predicate
def sent_it(actor, invitation):
    return invitation.invited_by_id == actor.pk


invites_a_partner = is_for_a_partner & directs_or_leads_someone


@rules.predicate
def is_oneself(actor, person):
    return actor.pk == person.pk


@rules.predicate
def directs_or_leads_the_person(actor, person):
    """Someone who acts for a council one directs, or a council or region one leads; or did, until it was taken back."""
    theirs = person.memberships.model.objects.filter(person=person)  # all of them, whatever the list has at hand
    held = theirs.current() | theirs.exclude(granted_by="")
    return any(directs_or_leads_its_scope(actor, membership) for membership in held.select_related("council"))


rules.add_perm("accounts.see_people", is_person & (directs_or_leads_someone | is_administrator))
rules.add_perm("accounts.invite_someone", is_person & (directs_or_leads_someone | is_administrator))
rules.add_perm("accounts.invite", is_person & (directs_or_leads_its_scope | invites_a_partner | is_administrator))
rules.add_perm(
    "accounts.withdraw_invitation",
    is_person & (directs_or_leads_its_scope | (invites_a_partner & sent_it) | is_administrator),
)
rules.add_perm("accounts.invite_guest", is_person)  # the review that waits for them asks more
rules.add_perm("accounts.end_membership", is_person & (directs_or_leads_its_scope | is_administrator))
rules.add_perm("accounts.record_leaver", is_person & ~is_oneself & (directs_or_leads_the_person | is_administrator))


@rules.predicate
def directs_its_organisation(actor, subject):
    """For a client, or one of its keys."""
    client = getattr(subject, "client", subject)
    return client.organisation.council_id in actor.directs


@rules.predicate
def directs_a_council(actor, target=None):
    return bool(actor.directs)


keeps_client = (is_person & directs_its_organisation) | is_administrator
issues_keys = keeps_client | is_operator

rules.add_perm("accounts.keep_clients", is_person & (directs_a_council | is_administrator))
rules.add_perm("accounts.register_client", issues_keys)
rules.add_perm("accounts.change_client", keeps_client)
rules.add_perm("accounts.limit_client", is_administrator)
rules.add_perm("accounts.revoke_client", keeps_client)
rules.add_perm("accounts.add_key", issues_keys)
rules.add_perm("accounts.rotate_key", issues_keys)
rules.add_perm("accounts.revoke_key", keeps_client)
rules.add_perm("accounts.keep_webhooks", keeps_client)

"""Guests come to one review alone; that review's team says who they are."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from improvement_hub.accounts.models import Invitation, Organisation
from improvement_hub.accounts.roles import Role
from improvement_hub.accounts.services.invitations import check_inviter, clear_expired, send_soon
from improvement_hub.core.errors import DomainError
from improvement_hub.core.permissions import require
from improvement_hub.core.services import after_commit, lock, store, store_once


@transaction.atomic
def invite_guest(*, email, organisation, by):
    """Invite someone to a review; one open invitation serves all the reviews that wait for them.

    Which review, and whether `by` may bring someone there, the caller has asked. The e-mail leaves after the commit.
    """
    require(by, "accounts.invite_guest")
    known = Invitation.objects.open().filter(email__iexact=email, role=Role.GUEST).first()
    if known:
        return known
    invitation = Invitation(email=email, role=Role.GUEST, organisation=organisation, invited_by_id=by.pk)
    invitation.expires_at = timezone.now() + settings.INVITATION_LIFETIME
    check_inviter(invitation, by)
    clear_expired(invitation)
    store_once(invitation)
    after_commit(send_soon, invitation.pk)
    return invitation


@transaction.atomic
def take_back_guest_invitation(*, invitation):
    """Nobody waits for them any more: the link stops working."""
    invitation = lock(invitation)
    if invitation.is_open:
        invitation.withdrawn_at, invitation.token_digest = timezone.now(), ""
        store(invitation)


def agency_named(*, name, kind, demonstration):
    """The partner agency of that name, made where it is new."""
    known = Organisation.objects.filter(name__iexact=name.strip()).first()
    if known and (known.kind != Organisation.Kind.PARTNER or known.demonstration != demonstration):
        raise DomainError(f"“{known}” is no partner agency here: choose where they come from.", field="agency")
    if known is None and not kind:
        raise DomainError("Say what kind of agency that is.", field="agency_kind")
    new = Organisation(kind=Organisation.Kind.PARTNER, agency=kind, name=name.strip(), demonstration=demonstration)
    return known or store(new)

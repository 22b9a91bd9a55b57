import hashlib
import secrets

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from improvement_hub.accounts.arrivals import say_who_joined
from improvement_hub.accounts.models import Invitation, Membership, Organisation, Person
from improvement_hub.accounts.roles import Basis, Role
from improvement_hub.accounts.services.access import revoke_tokens
from improvement_hub.accounts.services.memberships import begin, organisation_of
from improvement_hub.core.errors import DomainError
from improvement_hub.core.permissions import require
from improvement_hub.core.services import after_commit, in_a_sentence, lock, store, store_once


@transaction.atomic
def invite(*, email, role, council=None, region=None, organisation=None, agency="", by=None, send=True, **terms):
    """Invite someone by e-mail to a role for a council, a region or the hub.

    A partner belongs to `organisation`, or to the `agency` of that name, which is made where it is new.
    `terms`: basis, on_behalf_of, starts_on, ends_on. Without `by` it is the operator at the command line.
    The e-mail leaves after the commit, unless `send` is False: then `hand_over_link` gives the link, once.
    Raises PermissionDenied or DomainError.
    """
    if role == Role.GUEST:
        raise DomainError("A guest is invited on the Team page of their review.", field="role")
    invitation = Invitation(email=email.strip(), role=role, council=council, region=region, **terms)
    if by is not None:
        require(by, "accounts.invite", invitation)
        check_inviter(invitation, by)
        invitation.invited_by_id = by.pk
    invitation.organisation = agency_of(organisation, agency) if role == Role.PARTNER else home_of(council)
    invitation.expires_at = timezone.now() + settings.INVITATION_LIFETIME
    clear_expired(invitation)
    check_terms(invitation)
    store_once(invitation)
    if send:
        after_commit(send_soon, invitation.pk)
    return invitation


def agency_of(organisation, name):
    """The partner agency someone is invited to."""
    if organisation is None and name.strip():
        kind = Organisation.Kind.PARTNER
        known = Organisation.objects.filter(name__iexact=name.strip()).first()
        organisation = known or store(Organisation(kind=kind, name=name.strip()))
    if organisation is None or organisation.kind != Organisation.Kind.PARTNER:
        raise DomainError("Say for which partner agency.", field="organisation")
    return organisation


def home_of(council):
    """Where someone belongs: their council, else the hub."""
    if council is not None:
        return organisation_of(council)
    hub, _ = Organisation.objects.get_or_create(kind=Organisation.Kind.HUB, defaults={"name": "Improvement Hub"})
    return hub


def clear_expired(invitation):
    """An invitation that ran out stands in nobody's way."""
    Invitation.objects.filter(
        email__iexact=invitation.email, accepted_at=None, withdrawn_at=None, expires_at__lte=timezone.now()
    ).update(withdrawn_at=timezone.now())


def check_inviter(invitation, by):
    """Nobody gives a role to themselves."""
    if Person.objects.filter(pk=by.pk, email__iexact=invitation.email).exists():
        raise DomainError("Nobody invites themselves: ask a colleague.", field="email")


def check_terms(invitation):
    """The same rules as a membership's: it will become one."""
    person = Person.objects.filter(email__iexact=invitation.email).first() or Person(email=invitation.email)
    with in_a_sentence():
        membership_for(person, invitation).validate_constraints()
    if invitation.on_behalf_of and not holds_the_role(invitation.on_behalf_of, invitation):
        raise DomainError("A delegate acts for someone who has that role there now.", field="on_behalf_of")


def holds_the_role(person, invitation) -> bool:
    held = Membership.objects.current().filter(person=person, role=invitation.role).exclude(basis=Basis.DELEGATE)
    return held.filter(council=invitation.council, region=invitation.region).exists()


def membership_for(person, invitation) -> Membership:
    today = timezone.localdate()
    return Membership(
        person=person,
        role=invitation.role,
        council=invitation.council,
        region=invitation.region,
        basis=invitation.basis,
        on_behalf_of=invitation.on_behalf_of,
        starts_on=max(invitation.starts_on or today, today),
        ends_on=invitation.ends_on,
    )


def send_soon(invitation_id):
    from improvement_hub.accounts.tasks import send_invitation

    send_invitation.delay(str(invitation_id))


@transaction.atomic
def join_link(*, invitation):
    """A fresh link for an open invitation; every earlier link of it stops working."""
    invitation = lock(invitation)
    token = secrets.token_urlsafe(32)
    invitation.token_digest = digest(token)
    invitation.save()
    return settings.HUB_URL + reverse("join", args=[token])


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def deliver_invitation(*, invitation) -> str | None:
    """Send the e-mail unless it was sent, and return its link; safe to repeat, and to do twice at once.

    Where the mail server fails, its error is raised and the invitation waits as it was.
    """
    invitation = lock(invitation)
    if invitation.sent_at or not invitation.is_open:
        return None
    link = join_link(invitation=invitation)
    send_link(invitation, link)
    Invitation.objects.filter(pk=invitation.pk).update(sent_at=timezone.now())
    return link


@transaction.atomic
def hand_over_link(*, invitation) -> str:
    """The link, for the operator to pass on; no e-mail follows, since a newer link would end this one."""
    link = join_link(invitation=invitation)
    Invitation.objects.filter(pk=invitation.pk).update(sent_at=timezone.now())
    return link


def send_link(invitation, link):
    context = {"invitation": invitation, "link": link}
    email = EmailMultiAlternatives(
        subject=f"Join the Improvement Hub as {invitation.get_role_display().lower()}",
        body=render_to_string("emails/invitation.txt", context),
        to=[invitation.email],
    )
    email.attach_alternative(render_to_string("emails/invitation.html", context), "text/html")
    email.send()


@transaction.atomic
def accept_invitation(*, invitation, person=None, name="", password=""):
    """Make the membership, and the person where the e-mail address is new to the hub.

    Whoever has an account already accepts signed in, as `person`; an account that was closed opens again.
    Raises DomainError.
    """
    invitation = lock(invitation)
    if not invitation.is_open:
        raise DomainError("This invitation has been used, was withdrawn or has expired. Ask for a new one.")
    person = person or joining_person(invitation, name, password)
    if person.email.lower() != invitation.email.lower():
        raise DomainError(f"This invitation is for {invitation.email}. Sign in with that address.")
    settle(person, invitation.organisation)
    membership = guest_role_of(person, invitation) or begin(membership_for(person, invitation))
    invitation.accepted_at, invitation.accepted_by, invitation.token_digest = timezone.now(), person, ""
    store(invitation)
    say_who_joined(invitation=invitation, person=person)
    return membership


def guest_role_of(person, invitation):
    """Whoever is a guest already is one for another review too."""
    return person.memberships.current().filter(role=Role.GUEST).first() if invitation.role == Role.GUEST else None


def joining_person(invitation, name, password):
    person = Person.objects.select_for_update(of=("self",)).filter(email__iexact=invitation.email).first()
    if person and person.is_active:
        raise DomainError("You have an account already: sign in, then open the link again.")
    if person:  # who comes back by invitation signs in as invited
        person.identities.all().delete()
        revoke_tokens(person=person)
    person = person or Person(email=invitation.email.lower(), organisation=invitation.organisation)
    person.name, person.is_active = name.strip(), True
    person.set_password(password)
    return store(person)


def settle(person, organisation):
    """Whoever has no role any more belongs to those who invite them."""
    if person.organisation_id != organisation.pk and not person.memberships.current().exists():
        person.organisation = organisation
        store(person)


@transaction.atomic
def withdraw_invitation(*, invitation, by):
    """Take an open invitation back; its link stops working."""
    invitation = lock(invitation)
    require(by, "accounts.withdraw_invitation", invitation)
    if not invitation.is_open:
        raise DomainError("Only an open invitation can be withdrawn.")
    invitation.withdrawn_at, invitation.token_digest = timezone.now(), ""
    return store(invitation)

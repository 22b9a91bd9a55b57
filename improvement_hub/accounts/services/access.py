"""What a person got in with: sessions, and what applications were given in their name."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from oauth2_provider.models import AccessToken, Grant, IDToken, RefreshToken

from improvement_hub.accounts.endings import end_what_was_given_out
from improvement_hub.accounts.models import Identity
from improvement_hub.core.services import lock, store


@transaction.atomic
def revoke_tokens(*, person):
    """No application can use the API in their name any more, until they allow it anew; nor does any other program
    read with what they gave it."""
    for model in (RefreshToken, AccessToken, IDToken, Grant):
        model.objects.filter(user=person).delete()
    end_what_was_given_out(person=person)


@transaction.atomic
def end_sessions(*, person, but=None):
    """Every session of theirs ends, except the one with the key `but`."""
    for session in UserSession.objects.filter(user=person).exclude(session_key=but):
        session.end()


def forget_ended_sessions():
    """Which browser it was, and from where, is kept no longer than the session."""
    UserSession.objects.exclude(session_key__in=Session.objects.values("pk")).delete()


@transaction.atomic
def sign_out_everywhere(*, person, but=None):
    """End their sessions, except the one with the key `but`, and every application's access."""
    end_sessions(person=person, but=but)
    revoke_tokens(person=person)


def identities_of(person):
    """Those in force, locked: before any role, as a sign-in does."""
    return Identity.objects.select_for_update(of=("self",)).in_force().filter(person=person)


def end_identity(identity):
    """The provider is not asked about them any more; signing in there begins it anew."""
    identity.refresh_token, identity.ended_at = "", timezone.now()
    return store(identity)


@transaction.atomic
def shut_out(*, person, today):
    """A leaver: no session, no application, and no provider that goes on vouching for them.

    One whose roles go on beyond today is still asked, so that it can take them back.
    """
    goes_on = person.memberships.exclude(ends_on__lte=today).exclude(granted_by="")
    for identity in identities_of(person).exclude(provider__in=goes_on.values("granted_by")):
        end_identity(identity)
    sign_out_everywhere(person=person)


@transaction.atomic
def reset_second_factors(*, person):
    """For someone who lost them all; they sign in by password alone once more, and must set up new ones."""
    person = lock(person)
    Authenticator.objects.filter(user=person).delete()
    sign_out_everywhere(person=person)
    return person

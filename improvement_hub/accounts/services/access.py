"""What a person got in with: sessions, and what applications were given in their name."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from oauth2_provider.models import AccessToken, Grant, IDToken, RefreshToken

from improvement_hub.core.services import lock


@transaction.atomic
def revoke_tokens(*, person):
    """No application can use the API in their name any more, until they allow it anew."""
    for model in (RefreshToken, AccessToken, IDToken, Grant):
        model.objects.filter(user=person).delete()


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


@transaction.atomic
def reset_second_factors(*, person):
    """For someone who lost them all; they sign in by password alone once more, and must set up new ones."""
    person = lock(person)
    Authenticator.objects.filter(user=person).delete()
    sign_out_everywhere(person=person)
    return person

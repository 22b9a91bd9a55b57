"""Calls over the API, as the cast makes them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from oauth2_provider.models import AccessToken, Application

from improvement_hub.api.webhooks import services
from tests.api.receiver import Receiver, standing

REDIRECT = "https://notes.example.org/back"


@pytest.fixture
def application(db):
    return Application.objects.create(
        name="Notes",
        client_type=Application.CLIENT_PUBLIC,
        authorization_grant_type=Application.GRANT_AUTHORIZATION_CODE,
        redirect_uris=REDIRECT,
    )


@pytest.fixture
def bearer():
    """A client that sends this key or token with each request."""

    def bearer(secret):
        return Client(headers={"Authorization": f"Bearer {secret}"})

    return bearer


@pytest.fixture
def token_of(application):
    """A person's own token, without walking through the pages; `test_person_token` walks."""

    def token_of(person, scope="read write", secret=None, **more):
        secret = secret or f"token-of-{person.name.lower()}"
        expires = timezone.now() + timedelta(hours=1)
        given = {"user": person, "application": application, "expires": expires, "scope": scope}
        AccessToken.objects.create(token=secret, **{**given, **more})
        return secret

    return token_of


@pytest.fixture
def note(scene):
    """What one posts to log a piece of evidence."""
    return {
        "activity": str(scene.activities[0].pk),
        "keyline": str(scene.keylines[0].pk),
        "bearing": "strength",
        "source_role": "practitioners",
        "note": "Workers can ring a colleague the same day.",
    }


@pytest.fixture
def receiver(settings):
    settings.WEBHOOKS_TO_LOOPBACK = True
    receiver = Receiver()
    server, thread = standing(receiver)
    yield receiver
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def registered(cast, receiver):
    """A webhook of Robo, and its secret."""
    return services.register_webhook(
        client=cast.robo, address=receiver.url, collections=["posts"], by=cast.actor("gwen")
    )


@pytest.fixture
def webhook(registered):
    return registered[0]

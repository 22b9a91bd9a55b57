"""API clients and their keys: a client has several keys, so that a new one works before the old one ends."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from oauth2_provider.generators import generate_client_id, generate_client_secret
from oauth2_provider.models import AccessToken, Application

from improvement_hub.accounts.callers import digest
from improvement_hub.accounts.models import ApiClient, ApiKey
from improvement_hub.accounts.scopes import scopes_for_clients
from improvement_hub.core.actor import OPERATOR
from improvement_hub.core.errors import DomainError
from improvement_hub.core.permissions import require
from improvement_hub.core.services import lock, store

KEY_PREFIX = "hub_"
SHOWN = 12
LONGEST_LIFE = timedelta(days=3650)
LONGEST_OVERLAP = timedelta(days=30)
KINDS = {"key": "A key", "oauth": "A client id and secret for OAuth"}


@transaction.atomic
def register_client(*, name, organisation, scopes, by):
    """A partner's system that may use the API for an organisation, registered by that council's director.

    scopes: words separated by spaces, or a list of them. It has no key yet.
    """
    client = ApiClient(name=name, organisation=organisation, scopes=allowed(scopes))
    require(by, "accounts.register_client", client)
    return store(client)


def allowed(scopes) -> str:
    """These in one order; a sentence unless a client alone may have them."""
    wanted = set(scopes.split() if isinstance(scopes, str) else scopes)
    known = scopes_for_clients()
    if not wanted or wanted - set(known):
        raise DomainError(
            f"A client's scopes can be: {', '.join(known[:2])}, or by collection, as {known[2]}.", field="scopes"
        )
    return " ".join(scope for scope in known if scope in wanted)


@transaction.atomic
def change_client(*, client, scopes, by, version=None):
    """What its keys may be used for from now on; tokens that were given out earlier are bound by it too."""
    client = lock(client, version=version)
    require(by, "accounts.change_client", client)
    refuse_revoked(client)
    client.scopes = allowed(scopes)
    return store(client)


@transaction.atomic
def limit_client(*, client, per_minute, by, version=None):
    """An administrator gives a client a limit of its own; None is everybody's."""
    client = lock(client, version=version)
    require(by, "accounts.limit_client", client)
    client.per_minute = per_minute
    return store(client)


def refuse_revoked(client):
    if client.revoked_at:
        raise DomainError("This client was revoked. Register it anew under another name.")


@transaction.atomic
def add_key(*, client, kind, expires_at, by, name=""):
    """A further key of a client, and its secret, which is returned here and never again; we keep its digest.

    kind: `key`, or `oauth` for a client id and secret.
    """
    client = lock(client)
    require(by, "accounts.add_key", client)
    refuse_revoked(client)
    now = timezone.now()
    if not now < expires_at <= now + LONGEST_LIFE:
        raise DomainError("A key ends on a day to come, ten years ahead at most.", field="expires_on")
    make = of_oauth if kind == "oauth" else plain
    key, secret = make()
    key.client, key.name, key.expires_at = client, name, expires_at
    return store(key), secret


def plain():
    secret = KEY_PREFIX + secrets.token_urlsafe(32)
    return ApiKey(digest=digest(secret), starts=secret[:SHOWN]), secret


def of_oauth():
    """The provider keeps the secret hashed; the client id is no secret."""
    secret, client_id = generate_client_secret(), generate_client_id()
    application = Application.objects.create(
        client_id=client_id,
        client_secret=secret,
        client_type=Application.CLIENT_CONFIDENTIAL,
        authorization_grant_type=Application.GRANT_CLIENT_CREDENTIALS,
    )
    return ApiKey(application=application, starts=client_id[:SHOWN]), secret


@transaction.atomic
def rotate_key(*, key, expires_at, overlap, by):
    """A new key in the place of one, which goes on working for the overlap: nothing stops while systems are changed.

    overlap: a timedelta of 30 days at most. A key that ends earlier than that still ends then.
    """
    if not timedelta() <= overlap <= LONGEST_OVERLAP:
        raise DomainError(f"The old key can work on for {LONGEST_OVERLAP.days} days at most.", field="overlap")
    old = lock(key)
    require(by, "accounts.rotate_key", old)
    if not old.is_in_force:
        raise DomainError("This key has ended. Issue a new one.")
    kind = "oauth" if old.application_id else "key"
    new, secret = add_key(client=old.client, kind=kind, expires_at=expires_at, name=old.name, by=by)
    old.expires_at = min(old.expires_at, timezone.now() + overlap)
    old.told_at = old.told_at or timezone.now()  # its end was chosen: nobody needs to be told
    store(old)
    return new, secret


@transaction.atomic
def revoke_key(*, key, by):
    """The key stops working at once, and so do the tokens it gave out."""
    key = lock(key)
    require(by, "accounts.revoke_key", key)
    if key.revoked_at:
        raise DomainError("This key was revoked already.")
    end_tokens([key])
    key.revoked_at = timezone.now()
    return store(key)


@transaction.atomic
def revoke_client(*, client, by):
    """The client and all of its keys stop working at once, for good."""
    client = lock(client)
    require(by, "accounts.revoke_client", client)
    if client.revoked_at:
        raise DomainError("This client was revoked already.")
    end_tokens(client.keys.all())
    client.revoked_at = timezone.now()
    return store(client)


def end_tokens(keys):
    AccessToken.objects.filter(application__api_key__in=[key.pk for key in keys]).delete()


@transaction.atomic
def issue_key(*, name, organisation, scopes, lifetime):
    """A new client with a key of this lifetime, as the operator issues it at the command line."""
    client = register_client(name=name, organisation=organisation, scopes=scopes, by=OPERATOR)
    _, secret = add_key(client=client, kind="key", expires_at=timezone.now() + lifetime, by=OPERATOR)
    return client, secret


@transaction.atomic
def rotate_keys(*, name, lifetime, overlap):
    """A new key for the client of this name; all that it has end with the overlap."""
    client = ApiClient.objects.filter(name=name).first()
    if client is None:
        raise DomainError(f"No client is called “{name}”.")
    old = list(client.keys.in_force().filter(application=None))
    if not old:
        _, secret = add_key(client=client, kind="key", expires_at=timezone.now() + lifetime, by=OPERATOR)
        return client, secret
    for further in old[1:]:
        end_with_overlap(further, overlap)
    _, secret = rotate_key(key=old[0], expires_at=timezone.now() + lifetime, overlap=overlap, by=OPERATOR)
    return client, secret


def end_with_overlap(key, overlap):
    key = lock(key)
    key.expires_at = min(key.expires_at, timezone.now() + overlap)
    store(key)

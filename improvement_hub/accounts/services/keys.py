import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from improvement_hub.accounts.models import ApiClient
from improvement_hub.core.errors import DomainError
from improvement_hub.core.permissions import require
from improvement_hub.core.services import lock, store

KEY_PREFIX = "hub_"
SCOPES = {"read"}
NOTICED_EVERY = timedelta(minutes=1)


@transaction.atomic
def issue_key(*, name, organisation, scopes, lifetime):
    """A new API client and its key, which is returned here and never again; we keep its digest.

    scopes: words separated by spaces; a client alone can only read. lifetime: a timedelta.
    """
    unknown = set(scopes.split()) - SCOPES
    if unknown or not scopes.split():
        raise DomainError(f"A client's scopes can be: {', '.join(sorted(SCOPES))}.", field="scopes")
    key = KEY_PREFIX + secrets.token_urlsafe(32)
    client = ApiClient(
        name=name,
        organisation=organisation,
        scopes=" ".join(sorted(set(scopes.split()))),
        key_digest=digest(key),
        key_starts=key[:12],
        expires_at=timezone.now() + lifetime,
    )
    return store(client), key


def digest(key: str) -> str:
    """Plain SHA-256: the key is 256 random bits, so nothing slower protects it better."""
    return hashlib.sha256(key.encode()).hexdigest()


def client_of_key(key):
    """The client that may use this key now, or None; notes when it was last used, by the minute."""
    now = timezone.now()
    clients = ApiClient.objects.select_related("organisation__council")
    client = clients.filter(key_digest=digest(key), revoked_at=None, expires_at__gt=now).first()
    if client and (client.last_used_at is None or client.last_used_at < now - NOTICED_EVERY):
        ApiClient.objects.filter(pk=client.pk).update(last_used_at=now)
    return client


@transaction.atomic
def revoke_key(*, client, by):
    """The key stops working at once."""
    client = lock(client)
    require(by, "accounts.revoke_key", client)
    if client.revoked_at:
        raise DomainError("This key was revoked already.")
    client.revoked_at = timezone.now()
    return store(client)

"""What is sent to a webhook, and how it is signed: as Standard Webhooks (standardwebhooks.com) says."""

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from standardwebhooks import Webhook as Signer

from improvement_hub.accounts.models import WebhookDelivery
from improvement_hub.core.errors import DomainError
from improvement_hub.core.sealing import seal, unseal

PURPOSE = "secret of a webhook"
Kind = WebhookDelivery.Kind


@dataclass(frozen=True)
class Message:
    """`until`: once it is taken, the number up to which everything was told."""

    kind: str
    until: int = 0
    told: tuple[dict, ...] = ()
    is_full: bool = False

    @cached_property
    def body(self) -> bytes:
        """Nothing of the moment, so that it is the same whenever it says the same."""
        said = {"type": self.kind} | ({"data": self.told} if self.kind == Kind.CHANGES else {})
        return json.dumps(said, separators=(",", ":")).encode()

    def id_for(self, webhook) -> str:
        """The same for what is sent again, so that receivers know it; another where it says something else."""
        if self.kind == Kind.PING:
            return f"msg_{secrets.token_hex(16)}"
        said = f"{webhook.pk}.{webhook.taken}.".encode() + self.body
        return f"msg_{hashlib.sha256(said).hexdigest()[:32]}"


def told(change) -> dict:
    """That it changed, and where it is read; no text of it."""
    return {
        "collection": change.collection,
        "id": str(change.item),
        "change": change.word,
        "api_url": f"{settings.HUB_URL}{reverse('api-root')}{change.collection}/{change.item}/",
    }


def new_secret() -> str:
    return f"whsec_{base64.b64encode(secrets.token_bytes(32)).decode()}"


def sealed(secret: str) -> str:
    return seal(secret, purpose=PURPOSE)


def headers(webhook, message_id: str, body: bytes) -> dict[str, str]:
    """With one signature by its secret, and while it is being changed one by the old one too."""
    now = timezone.now()
    signatures = [Signer(secret).sign(message_id, now, body.decode()) for secret in secrets_of(webhook, now)]
    return {
        "Content-Type": "application/json",
        "webhook-id": message_id,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(signatures),
    }


def secrets_of(webhook, now) -> list[str]:
    kept = [webhook.sealed_secret]
    if webhook.old_until and webhook.old_until > now:
        kept.append(webhook.sealed_old_secret)
    opened = [secret for secret in (unseal(one, purpose=PURPOSE) for one in kept) if secret]
    if not opened:
        raise DomainError("The hub cannot read the secret of this webhook any more. Put a new one in its place.")
    return opened

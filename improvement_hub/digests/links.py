"""The link under every digest that ends it: signed, for one subscription, and good for nothing else."""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from improvement_hub.digests.models import Subscription

SIGNER = Signer(salt="digests.unsubscribe")


def unsubscribe_link(subscription) -> str:
    return settings.HUB_URL + reverse("digest-unsubscribe", args=[SIGNER.sign(subscription.pk)])


def subscription_of(token: str) -> Subscription | None:
    """Whose link it is; None where the signature is not ours. It does not expire: old e-mails keep their link."""
    try:
        return Subscription.objects.filter(pk=SIGNER.unsign(token)).first()
    except BadSignature:
        return None

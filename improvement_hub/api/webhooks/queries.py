"""Webhooks and their log, for those who keep the client; and which of them are behind."""

from django.db.models import Exists, OuterRef, Q

from improvement_hub.accounts.models import Webhook, WebhookDelivery
from improvement_hub.api.changes.queries import newest
from improvement_hub.core.models import ChangeLog

LATEST = 50


def webhook_list(actor):
    return Webhook.objects.visible_to(actor).select_related("client__organisation")


def delivery_list(actor):
    return WebhookDelivery.objects.visible_to(actor).order_by("-at", "-id")


def behind():
    """Of those that are due, the ones for which something may have changed since their place, or was not taken yet."""
    other_order = ~Exists(ChangeLog.objects.filter(pk=OuterRef("log")))
    behind = Q(number__lt=newest()) | Q(failures__gt=0) | Q(rights="") | other_order
    return Webhook.objects.due().filter(behind).order_by("due_at", "id")

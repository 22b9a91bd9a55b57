"""Webhooks and their log, for those who keep the client; and which of them are behind."""

from django.db.models import Exists, OuterRef, Q

from improvement_hub.accounts.models import ApiClient, Membership, Person, Webhook, WebhookDelivery
from improvement_hub.accounts.roles import Role
from improvement_hub.api.changes.queries import newest
from improvement_hub.core.models import ChangeLog

LATEST = 50


def client_list(actor):
    return ApiClient.objects.visible_to(actor).select_related("organisation")


def webhook_list(actor):
    return Webhook.objects.visible_to(actor).select_related("client__organisation")


def delivery_list(actor):
    return WebhookDelivery.objects.visible_to(actor).order_by("-at", "-id")


def behind():
    """Of those that are due, the ones for which something may have changed since their place, or was not taken yet."""
    other_order = ~Exists(ChangeLog.objects.filter(pk=OuterRef("log")))
    known = Q(number__lt=newest()) | Q(failures__gt=0)
    return Webhook.objects.due().filter(known | other_order).order_by("due_at", "id")


def those_who_keep(client):
    """The directors of its council; administrators for every other organisation, and where nobody directs it."""
    held = Membership.objects.current()
    council = client.organisation.council_id
    directors = Person.objects.filter(
        is_active=True, memberships__in=held.filter(role=Role.DIRECTOR, council=council)
    ).distinct()
    if council and directors:
        return directors
    return Person.objects.filter(is_active=True, memberships__in=held.filter(role=Role.ADMINISTRATOR)).distinct()

"""Registering, changing and ending webhooks, by those who keep the client."""

import socket
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from improvement_hub.accounts.actors import actor_of_client
from improvement_hub.accounts.models import ApiClient, Webhook, WebhookDelivery
from improvement_hub.accounts.services.ending_keys import those_who_issue
from improvement_hub.api.changes import queries as order
from improvement_hub.api.collections import collections_open_to
from improvement_hub.api.webhooks.messages import Kind, Message, new_secret, sealed
from improvement_hub.api.webhooks.sending import may_reach, send
from improvement_hub.core import outside
from improvement_hub.core.answers import rights
from improvement_hub.core.errors import DomainError
from improvement_hub.core.models import Departure
from improvement_hub.core.permissions import require
from improvement_hub.core.services import lock, store

LONGEST_OVERLAP = timedelta(days=14)
REMEMBERED = Departure.KEPT_FOR - timedelta(days=10)  # what left longer ago may be forgotten


@transaction.atomic
def register_webhook(*, client, address, collections, by):
    """An address at which a client is told of changes from now on, and its secret, which is returned here and never
    again."""
    require(by, "accounts.keep_webhooks", client)
    check_address(address)  # which may take a while, so before anything is locked
    client = lock(client)
    refuse_ended(client)
    if client.webhooks.count() >= Webhook.MOST:
        raise DomainError(f"A system has {Webhook.MOST} webhooks at most.")
    secret, actor, newest = new_secret(), actor_of_client(client), order.newest()
    webhook = Webhook(
        client=client,
        address=address,
        collections=allowed(collections, actor),
        sealed_secret=sealed(secret),
        log=order.log_id(),
        rights=rights(actor),
        number=newest,
        began=newest,
    )
    return store(webhook), secret


def refuse_ended(client):
    if not ApiClient.objects.in_use().filter(pk=client.pk).exists():
        raise DomainError("This system has no key that works, so it is told nothing.")


def check_address(address):
    """An https address on the open internet, as far as that can be seen today; it is asked again for each message."""
    try:
        parts = outside.parts_of(address)
        at_the_desk = settings.WEBHOOKS_TO_LOOPBACK and parts.scheme == "http"
        if parts.scheme != "https" and not at_the_desk:
            raise DomainError("Give an address that begins with https://.", field="address")
        outside.found(parts.hostname, parts.port or outside.PORTS[parts.scheme], may_reach)
    except outside.NotAnAddress as trouble:
        raise DomainError(
            "Give an address that begins with https://, without a password.", field="address"
        ) from trouble
    except outside.NotOutside as trouble:
        raise DomainError(f"{trouble}, and webhooks are sent only there.", field="address") from trouble
    except (socket.gaierror, UnicodeError) as trouble:  # the latter of a name that cannot be one
        raise DomainError(f"There is nothing called {parts.hostname}.", field="address") from trouble


def allowed(collections, actor) -> list[str]:
    wanted = sorted(set(collections))
    if unknown := set(wanted) - set(collections_open_to(actor)):
        raise DomainError(f"There are no changes of {', '.join(sorted(unknown))} for it.", field="collections")
    if not wanted:
        raise DomainError("Choose at least one collection.", field="collections")
    return wanted


@transaction.atomic
def change_webhook(*, webhook, address, collections, by, version=None):
    """Where it is told, and of what. Of collections that are added, it is told what changes from now on."""
    webhook = kept(webhook, by, version)
    if address != webhook.address:
        check_address(address)
    webhook.address, webhook.collections = address, allowed(collections, actor_of_client(webhook.client))
    return store(webhook)


def kept(webhook, by, version=None):
    webhook = lock(webhook, version=version)
    require(by, "accounts.keep_webhooks", webhook.client)
    return webhook


@transaction.atomic
def rotate_secret(*, webhook, overlap, by, version=None):
    """A new secret, returned here and never again; for the overlap each message is signed with the old one too.

    overlap: a timedelta of 14 days at most; none ends the old one now.
    """
    if not timedelta() <= overlap <= LONGEST_OVERLAP:
        raise DomainError(f"The old secret can be used for {LONGEST_OVERLAP.days} days at most.", field="overlap")
    webhook, secret = kept(webhook, by, version), new_secret()
    webhook.sealed_old_secret = webhook.sealed_secret if overlap else ""
    webhook.old_until = timezone.now() + overlap if overlap else None
    webhook.sealed_secret = sealed(secret)
    return store(webhook), secret


@transaction.atomic
def switch_on(*, webhook, by, version=None):
    """One that was switched off is told where it was left; of what is too long ago, to read everything anew."""
    webhook = kept(webhook, by, version)
    if webhook.disabled_at is None:
        raise DomainError("This webhook is switched on already.")
    refuse_ended(webhook.client)
    if timezone.now() - (webhook.failing_since or webhook.disabled_at) > REMEMBERED:
        webhook.rights = ""
    webhook.disabled_at = webhook.told_at = webhook.failing_since = None
    webhook.failures, webhook.due_at = 0, timezone.now()
    return store(webhook)


@transaction.atomic
def remove_webhook(*, webhook, by, version=None):
    """It is told nothing more, and its log goes with it."""
    kept(webhook, by, version).delete()


def send_test(*, webhook, by) -> WebhookDelivery:
    """A message that says nothing is sent at once; what came of it, as the log has it."""
    require(by, "accounts.keep_webhooks", webhook.client)
    return send(webhook, Message(Kind.PING))


@transaction.atomic
def tell_of_disabled_webhook(*, webhook_id):
    """The letter goes before the mark is kept: after a crash it may come again, and never not at all."""
    webhook = Webhook.objects.untold().select_for_update(of=("self",), skip_locked=True).filter(pk=webhook_id).first()
    if webhook is None:
        return
    client = webhook.client
    link = f"{settings.HUB_URL}{reverse('webhook', args=[client.pk, webhook.pk])}"
    body = render_to_string("emails/webhook_disabled.txt", {"webhook": webhook, "client": client, "link": link})
    for person in those_who_issue(client):
        EmailMessage(f"A webhook of {client.name} was switched off", body, to=[person.email]).send()
    webhook.stand(told_at=timezone.now())


def forget_old_deliveries():
    """The log of a month ago, and old secrets whose overlap is over."""
    now = timezone.now()
    WebhookDelivery.objects.filter(at__lt=now - WebhookDelivery.KEPT_FOR).delete()
    Webhook.objects.filter(old_until__lte=now).update(sealed_old_secret="", old_until=None)

"""Sending: what a webhook has not been told, in order, until the receiver says that it has it.

The place of a webhook moves on in the transaction that heard so. Whatever ends that earlier, the same is sent again
under the same id; what changed meanwhile makes another message, under another id, that begins where this one did.
"""

import ipaddress
import random
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from improvement_hub.accounts.actors import actor_of_client
from improvement_hub.accounts.models import Webhook, WebhookDelivery
from improvement_hub.api.changes import queries as order
from improvement_hub.api.collections import collections_open_to
from improvement_hub.api.webhooks.messages import Kind, Message, headers, told
from improvement_hub.core import outside
from improvement_hub.core.answers import rights
from improvement_hub.core.errors import DomainError

AT_A_TIME = 100
MOST_MESSAGES = 20
GONE = 410
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=4)
GIVEN_UP_AFTER = timedelta(days=5)


def may_reach(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """The open internet; at one's own desk, if the hub is told so, the loopback too."""
    return outside.is_public(address) or (settings.WEBHOOKS_TO_LOOPBACK and address.is_loopback)


def send_what_is_due(*, webhook_id):
    """Message after message, each in a transaction of its own, until all is told or one is not taken."""
    for _ in range(MOST_MESSAGES):
        if not send_next(webhook_id=webhook_id):
            return


@transaction.atomic
def send_next(*, webhook_id) -> bool:
    """True if there may be more to send at once. Of two who do this at the same time, the second does nothing."""
    rows = Webhook.objects.due().select_for_update(of=("self",), skip_locked=True)
    webhook = rows.select_related("client__organisation__council").filter(pk=webhook_id).first()
    if webhook is None:
        return False
    message = next_message(webhook)
    if message.kind == Kind.CHANGES and not message.told:
        move_on(webhook, until=message.until)
        return False
    delivery = send(webhook, message)
    if delivery.is_taken:
        move_on(webhook, until=message.until, taken=webhook.taken + 1)
        return message.is_full or message.kind == Kind.RESYNC
    wait(webhook, gone=delivery.status == GONE)
    return False


def next_message(webhook) -> Message:
    """By the client's rights of this moment. Where they are others than before, or the order is, what was told says
    nothing of what it sees now: it is told to read everything anew."""
    actor = actor_of_client(webhook.client)
    log, held, newest = order.log_id(), rights(actor), order.newest()
    if (webhook.log, webhook.rights) != (log, held):
        webhook.log, webhook.rights, webhook.began = log, held, newest
        return Message(Kind.RESYNC, newest)
    found = order.changes(
        actor,
        since=webhook.number,
        began=webhook.began,
        most=AT_A_TIME,
        collections=sorted(set(webhook.collections) & set(collections_open_to(actor))),
    )
    is_full = len(found) == AT_A_TIME
    until = found[-1].number if is_full else max(newest, webhook.number, *(one.number for one in found[-1:]))
    return Message(Kind.CHANGES, until, tuple(map(told, found)), is_full)


def send(webhook, message) -> WebhookDelivery:
    """What came of it, in the log; of what the receiver said, the status alone."""
    message_id = message.id_for(webhook)
    try:
        head = headers(webhook, message_id, message.body)
        answer = outside.post(webhook.address, body=message.body, headers=head, may_reach=may_reach)
    except DomainError as broken:
        answer = outside.Answer(0, trouble=broken.sentence)
    delivery = WebhookDelivery(
        webhook=webhook,
        message=message_id,
        kind=message.kind,
        count=len(message.told),
        milliseconds=answer.milliseconds,
        status=answer.status,
        trouble=answer.trouble[:100],
    )
    delivery.save()
    return delivery


def move_on(webhook, *, until, **columns):
    under = {"log": webhook.log, "rights": webhook.rights, "began": webhook.began}
    webhook.stand(number=until, due_at=timezone.now(), failures=0, failing_since=None, **under, **columns)


def wait(webhook, *, gone=False):
    """Longer each time, and never all at once; after days of it, or when told that nobody is there, no more."""
    now = timezone.now()
    since = webhook.failing_since or now
    over = gone or now - since >= GIVEN_UP_AFTER
    webhook.stand(
        failures=webhook.failures + 1,
        failing_since=since,
        due_at=now + pause(webhook.failures),
        disabled_at=now if over else None,
    )


def pause(failures) -> timedelta:
    longest = min(FIRST_WAIT * 2 ** min(failures, 20), LONGEST_WAIT)
    return longest * random.uniform(0.5, 1)  # noqa: S311 - to spread them, not to keep a secret

"""What the clock starts of the API: telling webhooks, and keeping the order of changes true and short."""

from celery import shared_task

from improvement_hub.accounts.models import Webhook
from improvement_hub.api.changes import services as order
from improvement_hub.api.webhooks import queries
from improvement_hub.api.webhooks.sending import send_what_is_due
from improvement_hub.api.webhooks.services import forget_old_deliveries, tell_of_disabled_webhook
from improvement_hub.core.actor import CLOCK
from improvement_hub.core.audit import acting_as


@shared_task
def tell_webhooks():
    """One task each: a receiver that hangs holds up no other."""
    for webhook_id in queries.behind().values_list("pk", flat=True):
        tell_webhook.delay(str(webhook_id))
    for webhook_id in Webhook.objects.untold().values_list("pk", flat=True):
        tell_of_disabled.delay(str(webhook_id))


@shared_task
def tell_webhook(webhook_id):
    with acting_as(CLOCK, task="tell_webhook"):
        send_what_is_due(webhook_id=webhook_id)


@shared_task
def tell_of_disabled(webhook_id):
    with acting_as(CLOCK, task="tell_of_disabled"):
        tell_of_disabled_webhook(webhook_id=webhook_id)


@shared_task
def note_what_the_clock_brought():
    order.note_what_the_clock_brought()


@shared_task
def keep_order_of_changes():
    """By night also what differs without a cause that we know of; and what is old goes."""
    order.note_what_differs()
    order.forget_old_departures()
    forget_old_deliveries()

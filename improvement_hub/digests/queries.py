"""Which digests are due, and what one's own page shows."""

from datetime import timedelta

from django.db.models import Exists, OuterRef

from improvement_hub.accounts.models import Membership
from improvement_hub.digests.models import Delivery, Subscription

OVERLAP = timedelta(hours=1)  # what was written in a transaction shows its time only once that is committed
FIRST_LOOK = timedelta(days=7)
LATEST = 10  # digests of the past that a page shows


def due(now):
    """Subscriptions whose moment has come, of people who have a role today. Others wait, and miss nothing."""
    roles = Membership.objects.current().filter(person=OuterRef("person"))
    waiting = Subscription.objects.active().filter(next_due_at__lte=now, person__is_active=True)
    return waiting.filter(Exists(roles)).select_related("person")


def of_closed_accounts():
    return Subscription.objects.active().filter(person__is_active=False)


def subscription_list(actor):
    return Subscription.objects.visible_to(actor).select_related("person")


def own_subscription(actor):
    return subscription_list(actor).first()


def deliveries(actor):
    """The latest first; those that were empty were not sent, and are no news."""
    return Delivery.objects.visible_to(actor).exclude(sent_at=None)


def begins(subscription):
    """A first digest looks back a week, so that it is worth asking for."""
    return subscription.started_at - FIRST_LOOK


def covered_until(subscription):
    """Up to when the reader has been told."""
    told = subscription.deliveries.filter(prepared_at__gte=subscription.started_at)
    last = told.order_by("-prepared_at").values_list("prepared_at", flat=True).first()
    return last or begins(subscription)


def told_since(subscription, moment) -> set[str]:
    """The names of things that digests since a moment held."""
    rows = subscription.deliveries.filter(prepared_at__gte=moment).values_list("things", flat=True)
    return {name for things in rows for name in things}

"""Asking for a digest, ending it, and sending it: once for each time it is due, and never an empty one."""

from django.db import transaction
from django.utils import timezone

from improvement_hub.accounts.actors import actor_of_person
from improvement_hub.accounts.models import Person
from improvement_hub.core.errors import DomainError, StaleVersion
from improvement_hub.core.permissions import require
from improvement_hub.core.services import after_commit, lock, store
from improvement_hub.digests import queries
from improvement_hub.digests.contents import contents_for
from improvement_hub.digests.letters import letter
from improvement_hub.digests.models import Delivery, Subscription
from improvement_hub.digests.schedule import Weekday, next_due


@transaction.atomic
def subscribe(*, frequency, weekday=Weekday.MONDAY, by, version=None):
    """Everyone who signs in may have one digest: asked for the first time, changed, or taken up again.

    Its first e-mail looks back a week. Raises StaleVersion unless `version` is that of
    the digest they have.
    """
    require(by, "digests.subscribe")
    person = lock(Person(pk=by.pk))  # so that two requests at once make one subscription
    now = timezone.now()
    known = Subscription.objects.select_for_update(of=("self",)).filter(person=person).first()
    subscription = known or Subscription(person=person, started_at=now)
    check_seen(known, version)
    if not subscription.is_active:
        subscription.started_at, subscription.ended_at = now, None
    subscription.frequency, subscription.weekday = frequency, weekday
    subscription.next_due_at = next_due(frequency, weekday, now)
    return store(subscription)


def check_seen(known, version):
    """Whoever has a digest changes the one they saw."""
    if known and version != known.version and (known.is_active or version is not None):
        raise StaleVersion(known)


@transaction.atomic
def unsubscribe(*, subscription, by, version=None):
    """End one's own digest."""
    subscription = lock(subscription, version=version)
    require(by, "digests.change_subscription", subscription)
    return end(subscription)


@transaction.atomic
def unsubscribe_by_link(*, subscription):
    """Whoever has the link of the e-mail ends that digest, signed in or not; a second time changes nothing."""
    return end(lock(subscription))


def end(subscription):
    if not subscription.is_active:
        return subscription
    subscription.ended_at, subscription.next_due_at = timezone.now(), None
    return store(subscription)


@transaction.atomic
def end_digests_of_closed_accounts():
    """Whoever left gets nothing more, and asks again should they come back."""
    for subscription in queries.of_closed_accounts().select_for_update(of=("self",)):
        end(subscription)


@transaction.atomic
def send_now(*, by):
    """Have one's digest come now instead of at its next time; nothing is sent when nothing is new."""
    require(by, "digests.subscribe")
    subscription = Subscription.objects.visible_to(by).active().select_for_update(of=("self",)).first()
    if subscription is None:
        raise DomainError("First choose how often your digest comes.")
    if not contents_for(subscription, by).groups:
        raise DomainError("Nothing is new since your last digest: it is never sent empty.")
    Subscription.objects.filter(pk=subscription.pk).update(next_due_at=timezone.now())
    after_commit(send_soon, subscription.pk)
    return subscription


def send_soon(subscription_id):
    from improvement_hub.digests.tasks import send_digest

    send_digest.delay(str(subscription_id))


@transaction.atomic
def deliver_digest(*, subscription_id, now=None) -> Delivery | None:
    """Send the digest if it is due and anything is new; safe to repeat, and to do twice at once.

    One digest covers everything since the last one, however long the hub was off. Its row is written before the
    e-mail leaves, in the same transaction: where the mail server fails, its error is raised, nothing is recorded,
    and the digest stays due.
    """
    now = now or timezone.now()
    subscription = queries.due(now).select_for_update(of=("self",), skip_locked=True).filter(pk=subscription_id).first()
    if subscription is None:
        return None
    contents = contents_for(subscription, actor_of_person(subscription.person))
    delivery = store(
        Delivery(
            subscription=subscription,
            due_at=subscription.next_due_at,
            since=contents.since,
            prepared_at=now,
            sent_at=now if contents.groups else None,
            things=contents.things_to_remember(now),
            count=contents.count,
        )
    )
    following = next_due(subscription.frequency, subscription.weekday, now)
    Subscription.objects.filter(pk=subscription.pk).update(next_due_at=following)
    if contents.groups:
        letter(delivery, contents).send()
    return delivery

from django.db import transaction
from django.utils import timezone

from improvement_hub.accounts.endings import when_access_ends
from improvement_hub.accounts.models import Person
from improvement_hub.core.errors import DomainError
from improvement_hub.core.permissions import require
from improvement_hub.core.services import lock, store
from peer_review.models import CalendarFeed


@transaction.atomic
def renew_calendar(*, by):
    """New secret addresses of one's timetables; every earlier one stops working at once."""
    require(by, "peer_review.keep_calendar")
    lock(Person(pk=by.pk))  # two presses at once take turns
    feed = CalendarFeed.objects.filter(person=by.pk).first() or CalendarFeed(person_id=by.pk, number=0)
    feed.number, feed.ended_at = feed.number + 1, None
    return store(feed)


@transaction.atomic
def end_calendar(*, by, version=None):
    """One's secret addresses stop working at once."""
    require(by, "peer_review.keep_calendar")
    feed = feed_in_force(by.pk)
    if feed is None:
        raise DomainError("You have no calendar address.")
    return end(lock(feed, version=version))


@when_access_ends
def end_calendar_of(*, person):
    """With their account, or wherever they sign out everywhere; coming back, they make a new address."""
    feed = feed_in_force(person.pk)
    if feed:
        end(feed)


def feed_in_force(person_id):
    return CalendarFeed.objects.select_for_update(of=("self",)).filter(person=person_id, ended_at=None).first()


def end(feed):
    feed.ended_at = timezone.now()
    return store(feed)

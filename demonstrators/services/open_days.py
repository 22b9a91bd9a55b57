from django.db import transaction
from django.utils import timezone

from demonstrators.models import OpenDay
from demonstrators.services.bookings import fill_places
from improvement_hub.core.errors import DomainError
from improvement_hub.core.permissions import require
from improvement_hub.core.services import after_commit, lock, store
from improvement_hub.core.workflow import move

WHEN_AND_WHERE = ("takes_place_on", "starts_at", "ends_at", "place", "link")


@transaction.atomic
def offer_open_day(*, site, title, takes_place_on, by, **terms):
    """The lead's director or improvement officer offers a day on which others come to see.

    terms: places, closes_on, about, starts_at, ends_at, and a place or a link.
    """
    require(by, "demonstrators.change_site", site)
    check_day(takes_place_on)
    return store(OpenDay(site=site, title=title, takes_place_on=takes_place_on, **terms))


def check_day(day):
    if day < timezone.localdate():
        raise DomainError("This day has passed.", field="takes_place_on")


@transaction.atomic
def change_open_day(*, open_day, by, version=None, **terms):
    """Change an open day that is announced; new places go to the first in line, and a new day or place is told to all.

    terms: those of `offer_open_day`. Never fewer places than are booked. Raises StaleVersion.
    """
    open_day = lock(open_day, version=version)
    require(by, "demonstrators.run_open_day", open_day)
    if not open_day.is_announced:
        raise DomainError("This open day is over or cancelled.")
    before = [getattr(open_day, name) for name in WHEN_AND_WHERE]
    for name, value in terms.items():
        setattr(open_day, name, value)
    check_day(open_day.takes_place_on)
    store(open_day)
    fill_places(open_day)
    if before != [getattr(open_day, name) for name in WHEN_AND_WHERE]:
        after_commit(tell, "changed", open_day.pk)
    return open_day


@transaction.atomic
def move_open_day(*, open_day, step, by, version=None, **inputs):
    """Cancel an open day with a reason, which all who booked are told of, or say that it took place."""
    open_day = move(lock(open_day, version=version), step, by=by, **inputs)
    if open_day.is_cancelled:
        after_commit(tell, "cancelled", open_day.pk)
    return open_day


def tell(news, open_day_id):
    from demonstrators.tasks import tell_of_open_day

    tell_of_open_day.delay(str(open_day_id), news)

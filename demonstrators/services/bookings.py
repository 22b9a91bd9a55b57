"""Places at open days. Whoever books, changes or gives back locks the day first, so they take turns."""

from django.db import transaction

from demonstrators import queries
from demonstrators.models import Booking
from demonstrators.services.visits import visiting
from demonstrators.workflow import BookingState
from improvement_hub.core.actor import CLOCK
from improvement_hub.core.errors import DomainError
from improvement_hub.core.permissions import require
from improvement_hub.core.services import after_commit, lock, store
from improvement_hub.core.workflow import move


@transaction.atomic
def book_places(*, open_day, people, visitor=None, by, id=None):
    """A member of another council or agency books; when there are too few places, or others wait, they wait in line.

    `visitor`: which of their councils it is for, where they belong to several. `id` is the one the sender made.
    """
    open_day = lock(open_day)
    require(by, "demonstrators.book_places", open_day)
    known = Booking.objects.filter(pk=id, open_day=open_day, booked_by=by.pk).first() if id else None
    if known:
        return known
    check_takes_bookings(open_day)
    visitor = visiting(visitor, by, among=by.council_ids)
    if visitor.demonstration != open_day.site.demonstration:
        raise DomainError("Demonstration sites are visited by demonstration councils alone.")
    if people > open_day.places:
        raise DomainError(f"There are {open_day.places} places in all.", field="people")
    waits = people > open_day.places_left or open_day.bookings.waiting().exists()
    state = BookingState.WAITING if waits else BookingState.BOOKED
    booking = Booking(open_day=open_day, visitor=visitor, booked_by_id=by.pk, people=people, state=state)
    booking.pk = id or booking.pk
    return store(booking)


def check_takes_bookings(open_day):
    if not open_day.takes_bookings:
        raise DomainError("Booking is closed.")


@transaction.atomic
def change_booking(*, booking, people, by, version=None):
    """Another number of people. Places given back go to the first in line; more are had only while nobody waits."""
    open_day = lock(booking.open_day)
    booking = lock(booking, version=version)
    require(by, "demonstrators.hold_booking", booking)
    if not (open_day.is_to_come and (booking.has_place or booking.is_waiting)):
        raise DomainError("This booking does not change any more.")
    more = people - booking.people
    if booking.has_place and more > 0 and (more > open_day.places_left or open_day.bookings.waiting().exists()):
        raise DomainError("There are not that many places free.", field="people")
    if people > open_day.places:
        raise DomainError(f"There are {open_day.places} places in all.", field="people")
    booking.people = people
    store(booking)
    fill_places(open_day)
    booking.refresh_from_db()
    return booking


@transaction.atomic
def move_booking(*, booking, step, by, version=None):
    """Places given back go to the first in line in the same moment; they are told by e-mail."""
    open_day = lock(booking.open_day)
    booking = move(lock(booking, version=version), step, by=by)
    fill_places(open_day)
    return booking


def fill_places(open_day):
    """The first in line move up, one after another, until one does not fit. Nobody overtakes; the day is locked."""
    open_day.refresh_from_db(fields=["taken"])
    left = open_day.places_left
    for booking in open_day.bookings.waiting():
        if booking.people > left:
            return
        move(booking, "move_up", by=CLOCK)
        left -= booking.people
        after_commit(tell, booking.pk)


@transaction.atomic
def record_attendance(*, open_day, attendance, by, version=None):
    """How many came of each booking that has a place, as {its id: a number, or None where not known}."""
    open_day = lock(open_day, version=version)
    require(by, "demonstrators.run_open_day", open_day)
    if not open_day.has_come:
        raise DomainError("Say who came once the day has come.")
    for booking in queries.bookings_with_a_place(open_day):
        if booking.pk in attendance:
            booking.attended = attendance[booking.pk]
            store(booking)
    return store(open_day)


def tell(booking_id):
    from demonstrators.tasks import tell_who_moved_up

    tell_who_moved_up.delay(str(booking_id))

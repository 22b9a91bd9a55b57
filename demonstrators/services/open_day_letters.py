"""E-mails about open days: that something changed, and a link; never where it is or why."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string

from demonstrators import queries
from demonstrators.models import Booking, OpenDay

NEWS = {
    "changed": ("An open day has changed", "The day, the time or the place has changed"),
    "cancelled": ("An open day is cancelled", "It is cancelled; the reason is on the hub"),
    "moved_up": ("You have places at an open day", "Places came free, and they are yours"),
}


def tell_of_open_day(*, open_day_id, news):
    """Everyone who has a place or waits for one."""
    open_day = OpenDay.objects.select_related("site").get(pk=open_day_id)
    for booking in queries.bookings_in_line(open_day):
        write_to(booking.booked_by, open_day, news)


def tell_who_moved_up(*, booking_id):
    booking = Booking.objects.select_related("open_day__site", "booked_by").get(pk=booking_id)
    if booking.has_place:
        write_to(booking.booked_by, booking.open_day, "moved_up")


def write_to(person, open_day, news):
    if not person.is_active:
        return
    subject, sentence = NEWS[news]
    link = settings.HUB_URL + open_day.get_absolute_url()
    body = render_to_string("emails/open_day.txt", {"open_day": open_day, "sentence": sentence, "link": link})
    send_mail(subject, body, None, [person.email])

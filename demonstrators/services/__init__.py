"""What is done to programmes, sites, journeys and visits; what is refused changes nothing."""

from demonstrators.services.approaches import change_approach, change_use, define_approach, move_use, say_we_use
from demonstrators.services.bookings import book_places, change_booking, move_booking, record_attendance
from demonstrators.services.entries import change_entry, move_entry, write_entry
from demonstrators.services.open_days import change_open_day, move_open_day, offer_open_day
from demonstrators.services.programmes import define_programme
from demonstrators.services.sites import change_site, move_stage, open_site
from demonstrators.services.visits import ask_for_visit, give_feedback, move_visit, name_attendees

__all__ = [
    "ask_for_visit",
    "book_places",
    "change_approach",
    "change_booking",
    "change_entry",
    "change_open_day",
    "change_site",
    "change_use",
    "define_approach",
    "define_programme",
    "give_feedback",
    "move_booking",
    "move_entry",
    "move_open_day",
    "move_stage",
    "move_use",
    "move_visit",
    "name_attendees",
    "offer_open_day",
    "open_site",
    "record_attendance",
    "say_we_use",
    "write_entry",
]

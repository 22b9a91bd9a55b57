"""What is done to programmes, sites, journeys and visits; what is refused changes nothing."""

from demonstrators.services.entries import change_entry, move_entry, write_entry
from demonstrators.services.programmes import define_programme
from demonstrators.services.sites import change_site, move_stage, open_site
from demonstrators.services.visits import ask_for_visit, give_feedback, move_visit, name_attendees

__all__ = [
    "ask_for_visit",
    "change_entry",
    "change_site",
    "define_programme",
    "give_feedback",
    "move_entry",
    "move_stage",
    "move_visit",
    "name_attendees",
    "open_site",
    "write_entry",
]

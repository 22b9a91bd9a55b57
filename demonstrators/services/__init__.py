"""What is done to programmes, sites and journeys; what is refused changes nothing."""

from demonstrators.services.entries import change_entry, move_entry, write_entry
from demonstrators.services.programmes import define_programme
from demonstrators.services.sites import change_site, move_stage, open_site

__all__ = ["change_entry", "change_site", "define_programme", "move_entry", "move_stage", "open_site", "write_entry"]

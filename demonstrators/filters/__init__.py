"""How lists of the demonstrator sites are narrowed, on the page and over the API alike."""

from demonstrators.filters.approaches import ApproachFilterSet, UseFilterSet
from demonstrators.filters.open_days import BookingFilterSet, OpenDayFilterSet
from demonstrators.filters.sites import EntryFilterSet, ProgrammeFilterSet, SiteFilterSet
from demonstrators.filters.visits import VisitFilterSet

__all__ = [
    "ApproachFilterSet",
    "BookingFilterSet",
    "EntryFilterSet",
    "OpenDayFilterSet",
    "ProgrammeFilterSet",
    "SiteFilterSet",
    "UseFilterSet",
    "VisitFilterSet",
]

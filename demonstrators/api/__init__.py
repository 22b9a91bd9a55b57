"""Programmes, sites, their journeys and visits over the API, by the rules and lists of the pages."""

from demonstrators.api.approaches import ApproachResource, UseResource
from demonstrators.api.entries import EntryResource
from demonstrators.api.open_days import BookingResource, OpenDayResource
from demonstrators.api.sites import ProgrammeResource, SiteResource
from demonstrators.api.visits import VisitResource

RESOURCES = [
    ("programmes", ProgrammeResource, "api-programme"),
    ("sites", SiteResource, "api-site"),
    ("journey-entries", EntryResource, "api-journey-entry"),
    ("visits", VisitResource, "api-visit"),
    ("open-days", OpenDayResource, "api-open-day"),
    ("bookings", BookingResource, "api-booking"),
    ("approaches", ApproachResource, "api-approach"),
    ("approach-uses", UseResource, "api-approach-use"),
]

"""Programmes, sites and their journeys over the API, by the same lists, filters, rules and steps as the pages."""

from demonstrators.api.entries import EntryResource
from demonstrators.api.sites import ProgrammeResource, SiteResource

RESOURCES = [
    ("programmes", ProgrammeResource, "api-programme"),
    ("sites", SiteResource, "api-site"),
    ("journey-entries", EntryResource, "api-journey-entry"),
]

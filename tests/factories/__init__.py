"""Rows for the tests; states are reached through services."""

from tests.factories.accounts import (
    ApiCallFactory,
    ApiClientFactory,
    ApiKeyFactory,
    InvitationFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
)
from tests.factories.blogs import AuthorFactory, ImportRunFactory, PostFactory, ThemeFactory, drawing, image_of
from tests.factories.core import KeptWordsFactory
from tests.factories.councils import (
    CouncilFactory,
    IdentifierFactory,
    NeighbourFactory,
    RegionFactory,
    SuccessionFactory,
)
from tests.factories.demonstrators import (
    ApproachFactory,
    BookingFactory,
    EntryFactory,
    OpenDayFactory,
    ProgrammeFactory,
    SiteFactory,
    StrandFactory,
    VisitFactory,
    make_booking,
    make_open_day,
    make_visit,
)

__all__ = [
    "ApiCallFactory",
    "ApiClientFactory",
    "ApiKeyFactory",
    "ApproachFactory",
    "AuthorFactory",
    "BookingFactory",
    "CouncilFactory",
    "EntryFactory",
    "IdentifierFactory",
    "ImportRunFactory",
    "InvitationFactory",
    "KeptWordsFactory",
    "MembershipFactory",
    "NeighbourFactory",
    "OpenDayFactory",
    "OrganisationFactory",
    "PersonFactory",
    "PostFactory",
    "ProgrammeFactory",
    "RegionFactory",
    "SiteFactory",
    "StrandFactory",
    "SuccessionFactory",
    "ThemeFactory",
    "VisitFactory",
    "drawing",
    "image_of",
    "make_booking",
    "make_open_day",
    "make_visit",
]

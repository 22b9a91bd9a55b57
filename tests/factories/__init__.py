"""Rows for the tests; states are reached through services."""

from tests.factories.accounts import (
    ApiClientFactory,
    InvitationFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
)
from tests.factories.blogs import AuthorFactory, PostFactory, ThemeFactory, drawing, image_of
from tests.factories.core import KeptWordsFactory
from tests.factories.councils import (
    CouncilFactory,
    IdentifierFactory,
    NeighbourFactory,
    RegionFactory,
    SuccessionFactory,
)
from tests.factories.demonstrators import EntryFactory, ProgrammeFactory, SiteFactory, StrandFactory

__all__ = [
    "ApiClientFactory",
    "AuthorFactory",
    "CouncilFactory",
    "EntryFactory",
    "IdentifierFactory",
    "InvitationFactory",
    "KeptWordsFactory",
    "MembershipFactory",
    "NeighbourFactory",
    "OrganisationFactory",
    "PersonFactory",
    "PostFactory",
    "ProgrammeFactory",
    "RegionFactory",
    "SiteFactory",
    "StrandFactory",
    "SuccessionFactory",
    "ThemeFactory",
    "drawing",
    "image_of",
]

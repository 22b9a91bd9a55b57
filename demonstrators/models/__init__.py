from demonstrators.models.entries import JourneyEntry
from demonstrators.models.programmes import Programme, Strand
from demonstrators.models.sites import Site, SitePartner, StageChange

__all__ = ["JourneyEntry", "Programme", "Site", "SitePartner", "StageChange", "Strand"]

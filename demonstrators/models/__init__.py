from demonstrators.models.approaches import Approach, ApproachUse
from demonstrators.models.entries import JourneyEntry
from demonstrators.models.open_days import Booking, OpenDay
from demonstrators.models.programmes import Programme, Strand
from demonstrators.models.sites import Site, SitePartner, StageChange
from demonstrators.models.visits import Attendees, Visit, VisitFeedback

__all__ = [
    "Approach",
    "ApproachUse",
    "Attendees",
    "Booking",
    "JourneyEntry",
    "OpenDay",
    "Programme",
    "Site",
    "SitePartner",
    "StageChange",
    "Strand",
    "Visit",
    "VisitFeedback",
]

from demonstrators.views.entries import (
    ChangeEntryPage,
    EntryPage,
    EntryRevisionPage,
    EntryRevisionsPage,
    EntryStep,
    ShareEntryPage,
    WriteEntryPage,
)
from demonstrators.views.sites import ChangeSitePage, OpenSitePage, ProgrammePage, SiteList, SitePage, StagePage
from demonstrators.views.visits import (
    AskPage,
    AttendeesPage,
    FeedbackPage,
    VisitCalendarFile,
    VisitList,
    VisitPage,
    VisitStep,
)

__all__ = [
    "AskPage",
    "AttendeesPage",
    "ChangeEntryPage",
    "ChangeSitePage",
    "EntryPage",
    "EntryRevisionPage",
    "EntryRevisionsPage",
    "EntryStep",
    "FeedbackPage",
    "OpenSitePage",
    "ProgrammePage",
    "ShareEntryPage",
    "SiteList",
    "SitePage",
    "StagePage",
    "VisitCalendarFile",
    "VisitList",
    "VisitPage",
    "VisitStep",
    "WriteEntryPage",
]

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

__all__ = [
    "ChangeEntryPage",
    "ChangeSitePage",
    "EntryPage",
    "EntryRevisionPage",
    "EntryRevisionsPage",
    "EntryStep",
    "OpenSitePage",
    "ProgrammePage",
    "ShareEntryPage",
    "SiteList",
    "SitePage",
    "StagePage",
    "WriteEntryPage",
]

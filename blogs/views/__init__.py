"""Pages of posts and themes."""

from blogs.views.addresses import OldAddressesPage, RemoveOldAddress
from blogs.views.archive import ArchivePage, ArchiveYearPage
from blogs.views.case_studies import (
    CaseStudyList,
    CaseStudyPage,
    ChangeCaseStudyPage,
    ConfirmCaseStudyPage,
    NewCaseStudyPage,
)
from blogs.views.citing import CitePost
from blogs.views.events import (
    AttendPage,
    ChangeEventPage,
    EventCalendar,
    EventList,
    EventPage,
    EventStep,
    FollowUpPage,
    MissPage,
    NewEventPage,
)
from blogs.views.exports import AtomExport, ExportPosts
from blogs.views.feeds import PostFeed, ThemeFeed
from blogs.views.files import CaseStudyTemplate, ExportCaseStudies, ImportCaseStudiesPage
from blogs.views.imports import ImportList, ImportPage, ImportRunPage, TakeImport
from blogs.views.outcomes import (
    AddOutcomePage,
    AdoptPage,
    ChangeAdopterPage,
    ChangeOutcomePage,
    RemoveOutcomePage,
    TransferPage,
    WithdrawAdopterPage,
)
from blogs.views.posts import (
    ChangePostPage,
    NewPostPage,
    PostList,
    PostPage,
    PostStep,
    RevisionPage,
    RevisionsPage,
    SharePostPage,
)
from blogs.views.tagging import TaggingPage
from blogs.views.themes import (
    ChangeThemePage,
    MergeThemePage,
    NewThemePage,
    ThemeList,
    ThemePage,
    ThemeRevisionPage,
    ThemeRevisionsPage,
)

__all__ = [
    "AddOutcomePage",
    "AdoptPage",
    "ArchivePage",
    "ArchiveYearPage",
    "AtomExport",
    "AttendPage",
    "CaseStudyList",
    "CaseStudyPage",
    "CaseStudyTemplate",
    "ChangeAdopterPage",
    "ChangeCaseStudyPage",
    "ChangeEventPage",
    "ChangeOutcomePage",
    "ChangePostPage",
    "ChangeThemePage",
    "CitePost",
    "ConfirmCaseStudyPage",
    "EventCalendar",
    "EventList",
    "EventPage",
    "EventStep",
    "ExportCaseStudies",
    "ExportPosts",
    "FollowUpPage",
    "ImportCaseStudiesPage",
    "ImportList",
    "ImportPage",
    "ImportRunPage",
    "MergeThemePage",
    "MissPage",
    "NewCaseStudyPage",
    "NewEventPage",
    "NewPostPage",
    "NewThemePage",
    "OldAddressesPage",
    "PostFeed",
    "PostList",
    "PostPage",
    "PostStep",
    "RemoveOldAddress",
    "RemoveOutcomePage",
    "RevisionPage",
    "RevisionsPage",
    "SharePostPage",
    "TaggingPage",
    "TakeImport",
    "ThemeFeed",
    "ThemeList",
    "ThemePage",
    "ThemeRevisionPage",
    "ThemeRevisionsPage",
    "TransferPage",
    "WithdrawAdopterPage",
]

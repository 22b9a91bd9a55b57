"""Pages of posts and themes."""

from blogs.views.addresses import OldAddressesPage, RemoveOldAddress
from blogs.views.archive import ArchivePage, ArchiveYearPage
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
from blogs.views.imports import ImportList, ImportPage, ImportRunPage, TakeImport
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
    "ArchivePage",
    "ArchiveYearPage",
    "AtomExport",
    "AttendPage",
    "ChangeEventPage",
    "ChangePostPage",
    "ChangeThemePage",
    "CitePost",
    "EventCalendar",
    "EventList",
    "EventPage",
    "EventStep",
    "ExportPosts",
    "FollowUpPage",
    "ImportList",
    "ImportPage",
    "ImportRunPage",
    "MergeThemePage",
    "MissPage",
    "NewEventPage",
    "NewPostPage",
    "NewThemePage",
    "OldAddressesPage",
    "PostFeed",
    "PostList",
    "PostPage",
    "PostStep",
    "RemoveOldAddress",
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
]

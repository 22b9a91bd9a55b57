"""Pages of posts and themes."""

from blogs.views.addresses import OldAddressesPage, RemoveOldAddress
from blogs.views.archive import ArchivePage, ArchiveYearPage
from blogs.views.citing import CitePost
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
from blogs.views.themes import ThemeList, ThemePage

__all__ = [
    "ArchivePage",
    "ArchiveYearPage",
    "AtomExport",
    "ChangePostPage",
    "CitePost",
    "ExportPosts",
    "ImportList",
    "ImportPage",
    "ImportRunPage",
    "NewPostPage",
    "OldAddressesPage",
    "PostFeed",
    "PostList",
    "PostPage",
    "PostStep",
    "RemoveOldAddress",
    "RevisionPage",
    "RevisionsPage",
    "SharePostPage",
    "TakeImport",
    "ThemeFeed",
    "ThemeList",
    "ThemePage",
]

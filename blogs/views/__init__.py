"""Pages of posts and themes."""

from blogs.views.addresses import OldAddressesPage, RemoveOldAddress
from blogs.views.exports import AtomExport, ExportPosts
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
    "AtomExport",
    "ChangePostPage",
    "ExportPosts",
    "ImportList",
    "ImportPage",
    "ImportRunPage",
    "NewPostPage",
    "OldAddressesPage",
    "PostList",
    "PostPage",
    "PostStep",
    "RemoveOldAddress",
    "RevisionPage",
    "RevisionsPage",
    "SharePostPage",
    "TakeImport",
    "ThemeList",
    "ThemePage",
]

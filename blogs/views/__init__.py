"""Pages of posts and themes."""

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
from blogs.views.revisions import ComparisonPage, RestorePage
from blogs.views.themes import ThemeList, ThemePage
from blogs.views.writers import WritersPage

__all__ = [
    "ChangePostPage",
    "ComparisonPage",
    "NewPostPage",
    "PostList",
    "PostPage",
    "PostStep",
    "RestorePage",
    "RevisionPage",
    "RevisionsPage",
    "SharePostPage",
    "ThemeList",
    "ThemePage",
    "WritersPage",
]

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
    "ChangePostPage",
    "ChangeThemePage",
    "MergeThemePage",
    "NewPostPage",
    "NewThemePage",
    "PostList",
    "PostPage",
    "PostStep",
    "RevisionPage",
    "RevisionsPage",
    "SharePostPage",
    "TaggingPage",
    "ThemeList",
    "ThemePage",
    "ThemeRevisionPage",
    "ThemeRevisionsPage",
]

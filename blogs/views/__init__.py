"""Pages of posts and themes."""

from blogs.views.images import DescribeImagePage, ImagesPage, PostImageFile, RemoveImagePage
from blogs.views.posts import (
    ChangePostPage,
    NewPostPage,
    PostList,
    PostPage,
    PostStep,
    PreviewPostWords,
    RevisionPage,
    RevisionsPage,
    SharePostPage,
)
from blogs.views.previews import PreviewImage, PreviewLinksPage, PreviewPage, RevokePreviewLinkPage
from blogs.views.revisions import ComparisonPage, RestorePage
from blogs.views.themes import ThemeList, ThemePage
from blogs.views.turns import TakeOverPage
from blogs.views.writers import WritersPage

__all__ = [
    "ChangePostPage",
    "ComparisonPage",
    "DescribeImagePage",
    "ImagesPage",
    "NewPostPage",
    "PostImageFile",
    "PostList",
    "PostPage",
    "PostStep",
    "PreviewImage",
    "PreviewLinksPage",
    "PreviewPage",
    "PreviewPostWords",
    "RemoveImagePage",
    "RestorePage",
    "RevisionPage",
    "RevisionsPage",
    "RevokePreviewLinkPage",
    "SharePostPage",
    "TakeOverPage",
    "ThemeList",
    "ThemePage",
    "WritersPage",
]

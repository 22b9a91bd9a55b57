"""Pages of posts and themes."""

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
    "AttendPage",
    "ChangeEventPage",
    "ChangePostPage",
    "ChangeThemePage",
    "EventCalendar",
    "EventList",
    "EventPage",
    "EventStep",
    "FollowUpPage",
    "MergeThemePage",
    "MissPage",
    "NewEventPage",
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

from blogs.models.addresses import OldAddress
from blogs.models.event_parts import AgendaItem, Attendance, EventHost, EventPost, EventTheme
from blogs.models.events import Event
from blogs.models.imports import ImportRun
from blogs.models.links import Authorship, PostCouncil, PostTheme
from blogs.models.posts import Post
from blogs.models.tagging import SetAside
from blogs.models.theme_words import FormerTheme, ThemeWord
from blogs.models.vocabulary import Author, Theme

__all__ = [
    "AgendaItem",
    "Attendance",
    "Author",
    "Authorship",
    "Event",
    "EventHost",
    "EventPost",
    "EventTheme",
    "FormerTheme",
    "ImportRun",
    "OldAddress",
    "Post",
    "PostCouncil",
    "PostTheme",
    "SetAside",
    "Theme",
    "ThemeWord",
]

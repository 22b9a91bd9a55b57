from blogs.models.addresses import OldAddress
from blogs.models.case_studies import CaseStudy
from blogs.models.chosen_themes import ApproachTheme, SiteTheme
from blogs.models.event_files import EventFile
from blogs.models.event_parts import AgendaItem, Attendance, EventHost, EventPost, EventTheme
from blogs.models.events import Event
from blogs.models.images import ImageFile, PostImage
from blogs.models.imports import ImportRun
from blogs.models.links import Authorship, PostCouncil, PostTheme
from blogs.models.outcomes import Adopter, Outcome
from blogs.models.posts import Post
from blogs.models.previews import PreviewLink
from blogs.models.tagging import SetAside
from blogs.models.theme_words import FormerTheme, ThemeWord
from blogs.models.together import PostPartner
from blogs.models.turns import WritingTurn
from blogs.models.vocabulary import Author, Theme

__all__ = [
    "Adopter",
    "AgendaItem",
    "ApproachTheme",
    "Attendance",
    "Author",
    "Authorship",
    "CaseStudy",
    "Event",
    "EventFile",
    "EventHost",
    "EventPost",
    "EventTheme",
    "FormerTheme",
    "ImageFile",
    "ImportRun",
    "OldAddress",
    "Outcome",
    "Post",
    "PostCouncil",
    "PostImage",
    "PostPartner",
    "PostTheme",
    "PreviewLink",
    "SetAside",
    "SiteTheme",
    "Theme",
    "ThemeWord",
    "WritingTurn",
]

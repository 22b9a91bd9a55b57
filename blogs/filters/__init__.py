"""How lists of posts, themes and imports are narrowed, on the page and over the API alike."""

from blogs.filters.case_studies import CaseStudyFilterSet
from blogs.filters.chosen_themes import ApproachThemesFilterSet, SiteThemesFilterSet
from blogs.filters.events import EventFilterSet
from blogs.filters.imports import ImportRunFilterSet
from blogs.filters.posts import ArchiveFilterSet, PostFilterSet, ThemePostFilterSet
from blogs.filters.tagging import TaggingFilterSet
from blogs.filters.themes import ThemeFilterSet

__all__ = [
    "ApproachThemesFilterSet",
    "ArchiveFilterSet",
    "CaseStudyFilterSet",
    "EventFilterSet",
    "ImportRunFilterSet",
    "PostFilterSet",
    "SiteThemesFilterSet",
    "TaggingFilterSet",
    "ThemeFilterSet",
    "ThemePostFilterSet",
]

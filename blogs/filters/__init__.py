"""How lists of posts and themes are narrowed, on the page and over the API alike."""

from blogs.filters.events import EventFilterSet
from blogs.filters.posts import PostFilterSet, ThemePostFilterSet
from blogs.filters.tagging import TaggingFilterSet
from blogs.filters.themes import ThemeFilterSet

__all__ = ["EventFilterSet", "PostFilterSet", "TaggingFilterSet", "ThemeFilterSet", "ThemePostFilterSet"]

"""How lists of posts and themes are narrowed, on the page and over the API alike."""

from blogs.filters.case_studies import CaseStudyFilterSet
from blogs.filters.posts import PostFilterSet, ThemePostFilterSet
from blogs.filters.themes import ThemeFilterSet

__all__ = ["CaseStudyFilterSet", "PostFilterSet", "ThemeFilterSet", "ThemePostFilterSet"]

"""Themes, posts and events over the API, by the same lists, filters and steps as the pages."""

from blogs.api.case_studies import CaseStudyResource
from blogs.api.events import EventResource
from blogs.api.posts import PostResource
from blogs.api.themes import ThemeResource

RESOURCES = [
    ("themes", ThemeResource, "api-theme"),
    ("posts", PostResource, "api-post"),
    ("events", EventResource, "api-event"),
    ("case-studies", CaseStudyResource, "api-case-study"),
]

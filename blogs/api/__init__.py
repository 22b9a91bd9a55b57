"""Themes, posts and events over the API, by the same lists, filters and steps as the pages."""

from blogs.api.case_studies import CaseStudyResource
from blogs.api.chosen_themes import ApproachThemesResource, SiteThemesResource
from blogs.api.events import EventResource
from blogs.api.imports import ImportResource
from blogs.api.tagging import TaggingResource
from blogs.api.themes import ThemeResource
from blogs.api.written import WrittenPosts

RESOURCES = [
    ("themes", ThemeResource, "api-theme"),
    ("site-themes", SiteThemesResource, "api-site-themes"),
    ("approach-themes", ApproachThemesResource, "api-approach-themes"),
    ("posts", WrittenPosts, "api-post"),
    ("events", EventResource, "api-event"),
    ("tagging", TaggingResource, "api-tagging"),
    ("imports", ImportResource, "api-import"),
    ("case-studies", CaseStudyResource, "api-case-study"),
]

"""Themes and posts over the API, by the same lists, filters and steps as the pages."""

from blogs.api.themes import ThemeResource
from blogs.api.written import WrittenPosts

RESOURCES = [("themes", ThemeResource, "api-theme"), ("posts", WrittenPosts, "api-post")]

"""Themes and posts over the API, by the same lists, filters and steps as the pages."""

from blogs.api.themes import ThemeResource
from blogs.api.writers import WrittenTogether

RESOURCES = [("themes", ThemeResource, "api-theme"), ("posts", WrittenTogether, "api-post")]

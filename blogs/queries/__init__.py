"""What the pages and the API show of posts and themes, each with all that a row needs."""

from blogs.queries.addresses import old_addresses, post_once_at
from blogs.queries.archive import archive, public_posts, years
from blogs.queries.events import (
    councils_of_actor,
    event_detail,
    event_list,
    events_in,
    events_of,
    events_on,
    events_to_attend,
    new_events,
    regions,
    regions_led,
    upcoming,
)
from blogs.queries.export import COLUMNS, rows_for_export
from blogs.queries.imports import import_run, import_runs
from blogs.queries.posts import (
    REVISIONS,
    councils_to_write_for,
    councils_with_public_posts,
    has_demonstration,
    news,
    post_detail,
    post_list,
    posts_about,
    returned_to,
    sees_drafts,
    waiting_for_editor,
    with_rows_parts,
)
from blogs.queries.tagging import posts_tagged_by, posts_to_tag
from blogs.queries.themes import THEME_REVISIONS, councils_on, links_within, merged_into, theme_list, themes

__all__ = [
    "COLUMNS",
    "REVISIONS",
    "THEME_REVISIONS",
    "archive",
    "councils_of_actor",
    "councils_on",
    "councils_to_write_for",
    "councils_with_public_posts",
    "event_detail",
    "event_list",
    "events_in",
    "events_of",
    "events_on",
    "events_to_attend",
    "has_demonstration",
    "import_run",
    "import_runs",
    "links_within",
    "merged_into",
    "new_events",
    "news",
    "old_addresses",
    "post_detail",
    "post_list",
    "post_once_at",
    "posts_about",
    "posts_tagged_by",
    "posts_to_tag",
    "public_posts",
    "regions",
    "regions_led",
    "returned_to",
    "rows_for_export",
    "sees_drafts",
    "theme_list",
    "themes",
    "upcoming",
    "waiting_for_editor",
    "with_rows_parts",
    "years",
]

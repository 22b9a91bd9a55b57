"""What the pages and the API show of posts and themes, each with all that a row needs."""

from blogs.queries.addresses import old_addresses, post_once_at
from blogs.queries.archive import archive, public_posts, years
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
from blogs.queries.themes import theme_list, themes

__all__ = [
    "COLUMNS",
    "REVISIONS",
    "archive",
    "councils_to_write_for",
    "councils_with_public_posts",
    "has_demonstration",
    "import_run",
    "import_runs",
    "news",
    "old_addresses",
    "post_detail",
    "post_list",
    "post_once_at",
    "posts_about",
    "public_posts",
    "returned_to",
    "rows_for_export",
    "sees_drafts",
    "theme_list",
    "themes",
    "waiting_for_editor",
    "with_rows_parts",
    "years",
]

"""What the pages and the API show of posts and themes, each with all that a row needs."""

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
from blogs.queries.themes import (
    THEME_REVISIONS,
    councils_on,
    links_within,
    merged_into,
    theme_list,
    themes,
)

__all__ = [
    "REVISIONS",
    "THEME_REVISIONS",
    "councils_on",
    "councils_to_write_for",
    "councils_with_public_posts",
    "has_demonstration",
    "links_within",
    "merged_into",
    "news",
    "post_detail",
    "post_list",
    "posts_about",
    "posts_tagged_by",
    "posts_to_tag",
    "returned_to",
    "sees_drafts",
    "theme_list",
    "themes",
    "waiting_for_editor",
    "with_rows_parts",
]

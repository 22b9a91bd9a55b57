"""What the pages and the API show of posts and themes, each with all that a row needs."""

from blogs.queries.images import image_file, image_files, images_of, is_in_its_text, names_in_use
from blogs.queries.posts import (
    REVISIONS,
    by_or_about,
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
from blogs.queries.previews import digest, files_of_preview, names_over, preview_in_force, preview_links_of
from blogs.queries.schedule import due_to_publish
from blogs.queries.themes import theme_list, themes
from blogs.queries.turns import turn_at, turn_of_another
from blogs.queries.writers import colleagues

__all__ = [
    "REVISIONS",
    "by_or_about",
    "colleagues",
    "councils_to_write_for",
    "councils_with_public_posts",
    "digest",
    "due_to_publish",
    "files_of_preview",
    "has_demonstration",
    "image_file",
    "image_files",
    "images_of",
    "is_in_its_text",
    "names_in_use",
    "names_over",
    "news",
    "post_detail",
    "post_list",
    "posts_about",
    "preview_in_force",
    "preview_links_of",
    "returned_to",
    "sees_drafts",
    "theme_list",
    "themes",
    "turn_at",
    "turn_of_another",
    "waiting_for_editor",
    "with_rows_parts",
]

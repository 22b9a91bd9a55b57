"""What is done to posts and themes. Each raises PermissionDenied or DomainError, and then changes nothing."""

from blogs.services.images import add_image, describe_image, forget_orphaned_images, remove_image
from blogs.services.posts import (
    change_post,
    move_post,
    publish_post,
    save_imported_post,
    share_post,
    withdraw_post,
    write_post,
)
from blogs.services.previews import make_preview_link, open_preview, revoke_preview_link
from blogs.services.revisions import restore_revision
from blogs.services.schedule import publish_when_due
from blogs.services.themes import define_theme
from blogs.services.turns import begin_turn, take_over_turn
from blogs.services.writers import MOST_AUTHORS, name_writers

__all__ = [
    "MOST_AUTHORS",
    "add_image",
    "begin_turn",
    "change_post",
    "define_theme",
    "describe_image",
    "forget_orphaned_images",
    "make_preview_link",
    "move_post",
    "name_writers",
    "open_preview",
    "publish_post",
    "publish_when_due",
    "remove_image",
    "restore_revision",
    "revoke_preview_link",
    "save_imported_post",
    "share_post",
    "take_over_turn",
    "withdraw_post",
    "write_post",
]

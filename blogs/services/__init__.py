"""What is done to posts and themes. Each raises PermissionDenied or DomainError, and then changes nothing."""

from blogs.services.posts import (
    change_post,
    move_post,
    publish_post,
    save_imported_post,
    share_post,
    withdraw_post,
    write_post,
)
from blogs.services.themes import define_theme

__all__ = [
    "change_post",
    "define_theme",
    "move_post",
    "publish_post",
    "save_imported_post",
    "share_post",
    "withdraw_post",
    "write_post",
]

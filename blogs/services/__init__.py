"""What is done to posts and themes. Each raises PermissionDenied or DomainError, and then changes nothing."""

from blogs.services.addresses import add_old_address, keep_link, remove_old_address
from blogs.services.posts import (
    change_post,
    move_post,
    publish_post,
    save_imported_post,
    share_post,
    withdraw_post,
    write_post,
)
from blogs.services.restoring import restore_post
from blogs.services.themes import define_theme

__all__ = [
    "add_old_address",
    "change_post",
    "define_theme",
    "keep_link",
    "move_post",
    "publish_post",
    "remove_old_address",
    "restore_post",
    "save_imported_post",
    "share_post",
    "withdraw_post",
    "write_post",
]

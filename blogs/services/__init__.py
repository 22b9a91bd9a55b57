"""What is done to posts and themes. Each raises PermissionDenied or DomainError, and then changes nothing."""

from blogs.services.addresses import add_old_address, keep_link, remove_old_address
from blogs.services.imports import (
    ask_for_import,
    begin_import,
    carry_out_import,
    fail_import,
    forget_orphaned_feeds,
    preview_import,
    progress_so_far,
)
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
    "add_old_address",
    "ask_for_import",
    "begin_import",
    "carry_out_import",
    "change_post",
    "define_theme",
    "fail_import",
    "forget_orphaned_feeds",
    "keep_link",
    "move_post",
    "preview_import",
    "progress_so_far",
    "publish_post",
    "remove_old_address",
    "save_imported_post",
    "share_post",
    "withdraw_post",
    "write_post",
]

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
from blogs.services.suggesting import read_vocabulary, suggest_themes
from blogs.services.themes import change_theme, define_theme, merge_theme

__all__ = [
    "change_post",
    "change_theme",
    "define_theme",
    "merge_theme",
    "move_post",
    "publish_post",
    "read_vocabulary",
    "save_imported_post",
    "share_post",
    "suggest_themes",
    "withdraw_post",
    "write_post",
]

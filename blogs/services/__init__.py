"""What is done to posts and themes. Each raises PermissionDenied or DomainError, and then changes nothing."""

from blogs.services.addresses import add_old_address, keep_link, remove_old_address
from blogs.services.events import attend_event, change_event, miss_event, move_event, plan_event
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
from blogs.services.suggesting import read_vocabulary, suggest_for, suggest_themes
from blogs.services.tagging import Decision, tag_posts
from blogs.services.themes import change_theme, define_theme, merge_theme

__all__ = [
    "Decision",
    "add_old_address",
    "attend_event",
    "change_event",
    "change_post",
    "change_theme",
    "define_theme",
    "keep_link",
    "merge_theme",
    "miss_event",
    "move_event",
    "move_post",
    "plan_event",
    "publish_post",
    "read_vocabulary",
    "remove_old_address",
    "restore_post",
    "save_imported_post",
    "share_post",
    "suggest_for",
    "suggest_themes",
    "tag_posts",
    "withdraw_post",
    "write_post",
]

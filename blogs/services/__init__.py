"""What is done to posts and themes. Each raises PermissionDenied or DomainError, and then changes nothing."""

from blogs.services.addresses import add_old_address, keep_link, remove_old_address
from blogs.services.case_studies import change_case_study, confirm_case_study, let_age, write_case_study
from blogs.services.events import attend_event, change_event, miss_event, move_event, plan_event
from blogs.services.outcomes import (
    add_outcome,
    change_adopter,
    change_outcome,
    record_adopter,
    remove_outcome,
    set_outcomes,
    withdraw_adopter,
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
from blogs.services.restoring import restore_post
from blogs.services.suggesting import read_vocabulary, suggest_for, suggest_themes
from blogs.services.tagging import Decision, tag_posts
from blogs.services.themes import change_theme, define_theme, merge_theme

__all__ = [
    "Decision",
    "add_old_address",
    "add_outcome",
    "attend_event",
    "change_adopter",
    "change_case_study",
    "change_event",
    "change_outcome",
    "change_post",
    "change_theme",
    "confirm_case_study",
    "define_theme",
    "keep_link",
    "let_age",
    "merge_theme",
    "miss_event",
    "move_event",
    "move_post",
    "plan_event",
    "publish_post",
    "read_vocabulary",
    "record_adopter",
    "remove_old_address",
    "remove_outcome",
    "restore_post",
    "save_imported_post",
    "set_outcomes",
    "share_post",
    "suggest_for",
    "suggest_themes",
    "tag_posts",
    "withdraw_adopter",
    "withdraw_post",
    "write_case_study",
    "write_post",
]

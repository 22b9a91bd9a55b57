"""What is done to posts and themes. Each raises PermissionDenied or DomainError, and then changes nothing."""

from blogs.services.case_studies import change_case_study, confirm_case_study, let_age, write_case_study
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
from blogs.services.themes import define_theme

__all__ = [
    "add_outcome",
    "change_adopter",
    "change_case_study",
    "change_outcome",
    "change_post",
    "confirm_case_study",
    "define_theme",
    "let_age",
    "move_post",
    "publish_post",
    "record_adopter",
    "remove_outcome",
    "save_imported_post",
    "set_outcomes",
    "share_post",
    "withdraw_adopter",
    "withdraw_post",
    "write_case_study",
    "write_post",
]

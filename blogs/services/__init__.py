"""What is done to posts and themes. Each raises PermissionDenied or DomainError, and then changes nothing."""

from blogs.services.addresses import add_old_address, keep_link, remove_old_address
from blogs.services.case_studies import change_case_study, confirm_case_study, let_age, write_case_study
from blogs.services.chosen_themes import choose_approach_themes, choose_site_themes
from blogs.services.event_files import (
    add_event_file,
    check_event_file,
    forget_orphaned_event_files,
    remove_event_file,
)
from blogs.services.events import attend_event, change_event, miss_event, move_event, plan_event
from blogs.services.images import add_image, describe_image, forget_orphaned_images, remove_image
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
from blogs.services.previews import make_preview_link, open_preview, revoke_preview_link
from blogs.services.restoring import restore_post
from blogs.services.revisions import restore_revision
from blogs.services.schedule import publish_when_due
from blogs.services.suggesting import read_vocabulary, suggest_for, suggest_themes
from blogs.services.tagging import Decision, tag_posts
from blogs.services.themes import change_theme, define_theme, merge_theme
from blogs.services.turns import begin_turn, take_over_turn
from blogs.services.writers import MOST_AUTHORS, name_writers

__all__ = [
    "MOST_AUTHORS",
    "Decision",
    "add_event_file",
    "add_image",
    "add_old_address",
    "add_outcome",
    "attend_event",
    "begin_turn",
    "change_adopter",
    "change_case_study",
    "change_event",
    "change_outcome",
    "change_post",
    "change_theme",
    "check_event_file",
    "choose_approach_themes",
    "choose_site_themes",
    "confirm_case_study",
    "define_theme",
    "describe_image",
    "forget_orphaned_event_files",
    "forget_orphaned_images",
    "keep_link",
    "let_age",
    "make_preview_link",
    "merge_theme",
    "miss_event",
    "move_event",
    "move_post",
    "name_writers",
    "open_preview",
    "plan_event",
    "publish_post",
    "publish_when_due",
    "read_vocabulary",
    "record_adopter",
    "remove_event_file",
    "remove_image",
    "remove_old_address",
    "remove_outcome",
    "restore_post",
    "restore_revision",
    "revoke_preview_link",
    "save_imported_post",
    "set_outcomes",
    "share_post",
    "suggest_for",
    "suggest_themes",
    "tag_posts",
    "take_over_turn",
    "withdraw_adopter",
    "withdraw_post",
    "write_case_study",
    "write_post",
]

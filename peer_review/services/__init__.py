"""What is done in a review: opening it, hearing evidence, concluding, sharing."""

from peer_review.services.activities import (
    add_room,
    change_activity,
    change_room,
    move_activity,
    plan_activity,
    remove_activity,
    remove_room,
    take_over_timetable,
)
from peer_review.services.calendars import end_calendar, renew_calendar
from peer_review.services.documents import (
    add_document,
    ask_for_document,
    change_document,
    remove_document,
    replace_file,
    share_document,
    waive_document,
)
from peer_review.services.evidence import log_evidence, withdraw_evidence
from peer_review.services.holds import answer_hold
from peer_review.services.impact import (
    answer_follow_up,
    change_action,
    change_recommendation,
    move_action,
    move_recommendation,
    note_progress,
    plan_action,
    recommend,
    recommend_nothing,
    remove_recommendation,
    share_recommendation,
)
from peer_review.services.learning import ask_feedback, change_feedback_dates, declare_days, give_feedback_on_review
from peer_review.services.methods import define_method, publish_method
from peer_review.services.reminders import remind
from peer_review.services.reviews import agree_to_scope, change_review, move_review, open_review, record_review
from peer_review.services.self_assessments import move_self_assessment, write_position, write_view
from peer_review.services.statements import (
    change_statement,
    link_evidence,
    link_several,
    make_hypothesis,
    move_statement,
    share_finding,
    turn_link,
    unlink_evidence,
)
from peer_review.services.team import join_team, leave_team, leaving_permission, name_observer

__all__ = [
    "add_document",
    "add_room",
    "agree_to_scope",
    "answer_follow_up",
    "answer_hold",
    "ask_feedback",
    "ask_for_document",
    "change_action",
    "change_activity",
    "change_document",
    "change_feedback_dates",
    "change_recommendation",
    "change_review",
    "change_room",
    "change_statement",
    "declare_days",
    "define_method",
    "end_calendar",
    "give_feedback_on_review",
    "join_team",
    "leave_team",
    "leaving_permission",
    "link_evidence",
    "link_several",
    "log_evidence",
    "make_hypothesis",
    "move_action",
    "move_activity",
    "move_recommendation",
    "move_review",
    "move_self_assessment",
    "move_statement",
    "name_observer",
    "note_progress",
    "open_review",
    "plan_action",
    "plan_activity",
    "publish_method",
    "recommend",
    "recommend_nothing",
    "record_review",
    "remind",
    "remove_activity",
    "remove_document",
    "remove_recommendation",
    "remove_room",
    "renew_calendar",
    "replace_file",
    "share_document",
    "share_finding",
    "share_recommendation",
    "take_over_timetable",
    "turn_link",
    "unlink_evidence",
    "waive_document",
    "withdraw_evidence",
    "write_position",
    "write_view",
]

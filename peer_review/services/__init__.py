"""What is done in a review: opening it, hearing evidence, concluding, sharing."""

from peer_review.services.evidence import log_evidence, move_activity, plan_activity, withdraw_evidence
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
from peer_review.services.learning import (
    ask_feedback,
    change_feedback_dates,
    declare_days,
    give_feedback_on_review,
)
from peer_review.services.methods import define_method, publish_method
from peer_review.services.reminders import remind
from peer_review.services.reviews import agree_to_scope, change_review, move_review, open_review, record_review
from peer_review.services.statements import (
    change_statement,
    link_evidence,
    make_hypothesis,
    move_statement,
    share_finding,
    unlink_evidence,
)
from peer_review.services.team import join_team, leave_team, leaving_permission, name_observer

__all__ = [
    "agree_to_scope",
    "answer_follow_up",
    "ask_feedback",
    "change_action",
    "change_feedback_dates",
    "change_recommendation",
    "change_review",
    "change_statement",
    "declare_days",
    "define_method",
    "give_feedback_on_review",
    "join_team",
    "leave_team",
    "leaving_permission",
    "link_evidence",
    "log_evidence",
    "make_hypothesis",
    "move_action",
    "move_activity",
    "move_recommendation",
    "move_review",
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
    "remove_recommendation",
    "share_finding",
    "share_recommendation",
    "unlink_evidence",
    "withdraw_evidence",
]

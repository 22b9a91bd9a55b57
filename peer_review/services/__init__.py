"""What is done in a review: opening it, hearing evidence, concluding, sharing."""

from peer_review.services.evidence import change_evidence, log_evidence, move_activity, plan_activity, withdraw_evidence
from peer_review.services.methods import define_method, publish_method
from peer_review.services.phone import phone_key
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
    "change_evidence",
    "change_review",
    "change_statement",
    "define_method",
    "join_team",
    "leave_team",
    "leaving_permission",
    "link_evidence",
    "log_evidence",
    "make_hypothesis",
    "move_activity",
    "move_review",
    "move_statement",
    "name_observer",
    "open_review",
    "phone_key",
    "plan_activity",
    "publish_method",
    "record_review",
    "share_finding",
    "unlink_evidence",
    "withdraw_evidence",
]

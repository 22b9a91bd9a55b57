"""What is done in a review: opening it, hearing evidence, concluding, sharing."""

from peer_review.services.evidence import log_evidence, move_activity, plan_activity, withdraw_evidence
from peer_review.services.holds import answer_hold
from peer_review.services.methods import define_method, publish_method
from peer_review.services.reviews import agree_to_scope, change_review, move_review, open_review, record_review
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
    "agree_to_scope",
    "answer_hold",
    "change_review",
    "change_statement",
    "define_method",
    "join_team",
    "leave_team",
    "leaving_permission",
    "link_evidence",
    "link_several",
    "log_evidence",
    "make_hypothesis",
    "move_activity",
    "move_review",
    "move_statement",
    "name_observer",
    "open_review",
    "plan_activity",
    "publish_method",
    "record_review",
    "share_finding",
    "turn_link",
    "unlink_evidence",
    "withdraw_evidence",
]

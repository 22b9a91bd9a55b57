"""What is done in a review: opening it, hearing evidence, concluding, sharing."""

from peer_review.services.conflicts import declare, override_conflict
from peer_review.services.evidence import log_evidence, move_activity, plan_activity, withdraw_evidence
from peer_review.services.guests import invite_member, seat_guest
from peer_review.services.host_side import leave_host_side, name_at_host
from peer_review.services.methods import define_method, publish_method
from peer_review.services.reviews import agree_to_scope, change_review, move_review, open_review, record_review
from peer_review.services.statements import (
    change_statement,
    link_evidence,
    make_hypothesis,
    move_statement,
    share_finding,
    unlink_evidence,
)
from peer_review.services.team import change_seat, join_team, leave_team, leaving_permission, name_observer

__all__ = [
    "agree_to_scope",
    "change_review",
    "change_seat",
    "change_statement",
    "declare",
    "define_method",
    "invite_member",
    "join_team",
    "leave_host_side",
    "leave_team",
    "leaving_permission",
    "link_evidence",
    "log_evidence",
    "make_hypothesis",
    "move_activity",
    "move_review",
    "move_statement",
    "name_at_host",
    "name_observer",
    "open_review",
    "override_conflict",
    "plan_activity",
    "publish_method",
    "record_review",
    "seat_guest",
    "share_finding",
    "unlink_evidence",
    "withdraw_evidence",
]

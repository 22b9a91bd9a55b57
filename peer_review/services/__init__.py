"""What is done in a review: opening it, hearing evidence, concluding, sharing."""

from peer_review.services.evidence import log_evidence, move_activity, plan_activity, withdraw_evidence
from peer_review.services.methods import TERMS as METHOD_TERMS
from peer_review.services.methods import (
    begin_edition,
    change_edition,
    define_method,
    discard_edition,
    offer_method,
    publish_method,
    what_is_missing,
    withdraw_method,
)
from peer_review.services.past import change_past_review, record_past_review, share_past_review
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
    "METHOD_TERMS",
    "agree_to_scope",
    "begin_edition",
    "change_edition",
    "change_past_review",
    "change_review",
    "change_statement",
    "define_method",
    "discard_edition",
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
    "offer_method",
    "open_review",
    "plan_activity",
    "publish_method",
    "record_past_review",
    "record_review",
    "share_finding",
    "share_past_review",
    "unlink_evidence",
    "what_is_missing",
    "withdraw_evidence",
    "withdraw_method",
]

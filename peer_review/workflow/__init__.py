"""When the steps of a review, an activity and a statement may be taken. No other code assigns a state."""

from peer_review.workflow.activities import ACTIVITY_FLOW
from peer_review.workflow.reviews import REVIEW_FLOW
from peer_review.workflow.statements import STATEMENT_FLOW
from peer_review.workflow.states import (
    AFTER_FINAL,
    BEFORE_FINAL,
    BEFORE_VISIT,
    CONCLUDING_STATES,
    HEARING_STATES,
    OPEN_STATES,
    PAUSED_STATES,
    PHASES,
    REPORTED_STATES,
    REPORTING_STATES,
    UNFINISHED_STATES,
    WAY,
    ActivityState,
    ReviewState,
    StatementState,
)

__all__ = [
    "ACTIVITY_FLOW",
    "AFTER_FINAL",
    "BEFORE_FINAL",
    "BEFORE_VISIT",
    "CONCLUDING_STATES",
    "HEARING_STATES",
    "OPEN_STATES",
    "PAUSED_STATES",
    "PHASES",
    "REPORTED_STATES",
    "REPORTING_STATES",
    "REVIEW_FLOW",
    "STATEMENT_FLOW",
    "UNFINISHED_STATES",
    "WAY",
    "ActivityState",
    "ReviewState",
    "StatementState",
]

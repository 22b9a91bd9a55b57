"""When the steps of a review, an activity and a statement may be taken. No other code assigns a state."""

from peer_review.workflow.activities import ACTIVITY_FLOW
from peer_review.workflow.impact import ACTION_FLOW, RECOMMENDATION_FLOW
from peer_review.workflow.reviews import REVIEW_FLOW, ready_to_visit
from peer_review.workflow.statements import STATEMENT_FLOW
from peer_review.workflow.states import (
    OPEN_STATES,
    ActionState,
    ActivityState,
    RecommendationState,
    ReviewState,
    StatementState,
)

__all__ = [
    "ACTION_FLOW",
    "ACTIVITY_FLOW",
    "OPEN_STATES",
    "RECOMMENDATION_FLOW",
    "REVIEW_FLOW",
    "STATEMENT_FLOW",
    "ActionState",
    "ActivityState",
    "RecommendationState",
    "ReviewState",
    "StatementState",
    "ready_to_visit",
]

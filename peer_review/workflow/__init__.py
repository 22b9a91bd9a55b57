"""When the steps of a review, an activity and a statement may be taken. No other code assigns a state."""

from peer_review.workflow.activities import ACTIVITY_FLOW
from peer_review.workflow.documents import SELF_ASSESSMENT_FLOW, takes_documents
from peer_review.workflow.impact import ACTION_FLOW, RECOMMENDATION_FLOW
from peer_review.workflow.reviews import REVIEW_FLOW, TAKEN_BY
from peer_review.workflow.statements import STATEMENT_FLOW
from peer_review.workflow.states import (
    AFTER_FINAL,
    BEFORE_FINAL,
    BEFORE_VISIT,
    CONCLUDING_STATES,
    ENDED_STATES,
    HEARING_STATES,
    OPEN_STATES,
    PAUSED_STATES,
    PHASES,
    REPORTED_STATES,
    REPORTING_STATES,
    UNFINISHED_STATES,
    WAY,
    ActionState,
    ActivityState,
    RecommendationState,
    ReviewState,
    SelfAssessmentState,
    StatementState,
)

__all__ = [
    "ACTION_FLOW",
    "ACTIVITY_FLOW",
    "AFTER_FINAL",
    "BEFORE_FINAL",
    "BEFORE_VISIT",
    "CONCLUDING_STATES",
    "ENDED_STATES",
    "HEARING_STATES",
    "OPEN_STATES",
    "PAUSED_STATES",
    "PHASES",
    "RECOMMENDATION_FLOW",
    "REPORTED_STATES",
    "REPORTING_STATES",
    "REVIEW_FLOW",
    "SELF_ASSESSMENT_FLOW",
    "STATEMENT_FLOW",
    "TAKEN_BY",
    "UNFINISHED_STATES",
    "WAY",
    "ActionState",
    "ActivityState",
    "RecommendationState",
    "ReviewState",
    "SelfAssessmentState",
    "StatementState",
    "takes_documents",
]

"""When the steps of a review, an activity and a statement may be taken. No other code assigns a state."""

from peer_review.workflow.activities import ACTIVITY_FLOW
from peer_review.workflow.documents import SELF_ASSESSMENT_FLOW, SHARING_STATES, takes_documents
from peer_review.workflow.reviews import REVIEW_FLOW, ready_to_visit
from peer_review.workflow.statements import STATEMENT_FLOW
from peer_review.workflow.states import OPEN_STATES, ActivityState, ReviewState, SelfAssessmentState, StatementState

__all__ = [
    "ACTIVITY_FLOW",
    "OPEN_STATES",
    "REVIEW_FLOW",
    "SELF_ASSESSMENT_FLOW",
    "SHARING_STATES",
    "STATEMENT_FLOW",
    "ActivityState",
    "ReviewState",
    "SelfAssessmentState",
    "StatementState",
    "ready_to_visit",
    "takes_documents",
]

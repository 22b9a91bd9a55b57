"""What people fill in about a review."""

from peer_review.forms.activities import ActivityForm
from peer_review.forms.evidence import CaptureForm
from peer_review.forms.reviews import (
    KEYLINES,
    ChangeReviewForm,
    LinesField,
    OpenReviewForm,
    ReasonForm,
    ReviewTerms,
    StepForm,
    StepReasonForm,
)
from peer_review.forms.statements import (
    AnswerForm,
    BoardForm,
    HoldForm,
    HypothesisForm,
    LiftForm,
    LinkForm,
    ShareForm,
    StatementForm,
    evidence_in_a_line,
    is_id,
)
from peer_review.forms.team import ObserverForm, TeamMemberForm

__all__ = [
    "KEYLINES",
    "ActivityForm",
    "AnswerForm",
    "BoardForm",
    "CaptureForm",
    "ChangeReviewForm",
    "HoldForm",
    "HypothesisForm",
    "LiftForm",
    "LinesField",
    "LinkForm",
    "ObserverForm",
    "OpenReviewForm",
    "ReasonForm",
    "ReviewTerms",
    "ShareForm",
    "StatementForm",
    "StepForm",
    "StepReasonForm",
    "TeamMemberForm",
    "evidence_in_a_line",
    "is_id",
]

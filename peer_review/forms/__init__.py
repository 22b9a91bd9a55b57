"""What people fill in about a review."""

from peer_review.forms.activities import ActivityForm
from peer_review.forms.evidence import CaptureForm, ChangeNoteForm
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
    HoldForm,
    HypothesisForm,
    LinkForm,
    ShareForm,
    StatementForm,
    evidence_in_a_line,
)
from peer_review.forms.team import ObserverForm, TeamMemberForm

__all__ = [
    "KEYLINES",
    "ActivityForm",
    "CaptureForm",
    "ChangeNoteForm",
    "ChangeReviewForm",
    "HoldForm",
    "HypothesisForm",
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
]

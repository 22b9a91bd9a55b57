"""What people fill in about a review."""

from peer_review.forms.activities import ActivityForm
from peer_review.forms.evidence import CaptureForm
from peer_review.forms.lines import LinesField
from peer_review.forms.methods import METHOD_FORMS, BeginEditionForm
from peer_review.forms.past import ChangePastForm, ImportPastForm, RecordPastForm, SharePastForm
from peer_review.forms.reviews import (
    KEYLINES,
    ChangeReviewForm,
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
    "METHOD_FORMS",
    "ActivityForm",
    "BeginEditionForm",
    "CaptureForm",
    "ChangePastForm",
    "ChangeReviewForm",
    "HoldForm",
    "HypothesisForm",
    "ImportPastForm",
    "LinesField",
    "LinkForm",
    "ObserverForm",
    "OpenReviewForm",
    "ReasonForm",
    "RecordPastForm",
    "ReviewTerms",
    "ShareForm",
    "SharePastForm",
    "StatementForm",
    "StepForm",
    "StepReasonForm",
    "TeamMemberForm",
    "evidence_in_a_line",
]

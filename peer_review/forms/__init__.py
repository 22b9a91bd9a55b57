"""What people fill in about a review."""

from peer_review.forms.activities import ActivityForm, ChangeActivityForm, ChangeRoomForm, RoomForm
from peer_review.forms.documents import (
    SHARED_BEYOND,
    SHARED_WITHIN,
    AddDocumentForm,
    AskForDocumentForm,
    ChangeDocumentForm,
    RemoveDocumentForm,
    ReplaceFileForm,
    ShareDocumentForm,
    WaiveDocumentForm,
)
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
from peer_review.forms.self_assessments import PositionForm, ViewForm
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
    "SHARED_BEYOND",
    "SHARED_WITHIN",
    "ActivityForm",
    "AddDocumentForm",
    "AskForDocumentForm",
    "CaptureForm",
    "ChangeActivityForm",
    "ChangeDocumentForm",
    "ChangeReviewForm",
    "ChangeRoomForm",
    "HoldForm",
    "HypothesisForm",
    "LinesField",
    "LinkForm",
    "ObserverForm",
    "OpenReviewForm",
    "PositionForm",
    "ReasonForm",
    "RemoveDocumentForm",
    "ReplaceFileForm",
    "ReviewTerms",
    "RoomForm",
    "ShareDocumentForm",
    "ShareForm",
    "StatementForm",
    "StepForm",
    "StepReasonForm",
    "TeamMemberForm",
    "ViewForm",
    "WaiveDocumentForm",
    "evidence_in_a_line",
]

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
    HoldForm,
    HypothesisForm,
    LinkForm,
    ShareForm,
    StatementForm,
    evidence_in_a_line,
)
from peer_review.forms.team import (
    ChangeSeatForm,
    DeclareForm,
    GuestForm,
    HostSeatForm,
    InviteMemberForm,
    ObserverForm,
    OverrideForm,
    TeamMemberForm,
)

__all__ = [
    "KEYLINES",
    "ActivityForm",
    "CaptureForm",
    "ChangeReviewForm",
    "ChangeSeatForm",
    "DeclareForm",
    "GuestForm",
    "HoldForm",
    "HostSeatForm",
    "HypothesisForm",
    "InviteMemberForm",
    "LinesField",
    "LinkForm",
    "ObserverForm",
    "OpenReviewForm",
    "OverrideForm",
    "ReasonForm",
    "ReviewTerms",
    "ShareForm",
    "StatementForm",
    "StepForm",
    "StepReasonForm",
    "TeamMemberForm",
    "evidence_in_a_line",
]

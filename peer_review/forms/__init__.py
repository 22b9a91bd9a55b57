"""What people fill in about a review."""

from peer_review.forms.activities import ActivityForm
from peer_review.forms.evidence import CaptureForm
from peer_review.forms.reports import (
    AnswerForm,
    AnswerOutsideForm,
    ChangeCommentForm,
    CommentForm,
    DeadlineForm,
    NewParagraphForm,
    ParagraphForm,
    PartForm,
    ShareReportForm,
    StyleForm,
)
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
    "AnswerForm",
    "AnswerOutsideForm",
    "CaptureForm",
    "ChangeCommentForm",
    "ChangeReviewForm",
    "CommentForm",
    "DeadlineForm",
    "HoldForm",
    "HypothesisForm",
    "LinesField",
    "LinkForm",
    "NewParagraphForm",
    "ObserverForm",
    "OpenReviewForm",
    "ParagraphForm",
    "PartForm",
    "ReasonForm",
    "ReviewTerms",
    "ShareForm",
    "ShareReportForm",
    "StatementForm",
    "StepForm",
    "StepReasonForm",
    "StyleForm",
    "TeamMemberForm",
    "evidence_in_a_line",
]

"""What people fill in about a review."""

from peer_review.forms.activities import ActivityForm
from peer_review.forms.evidence import CaptureForm
from peer_review.forms.impact import (
    ActionTerms,
    ChangeActionForm,
    ChangeRecommendationForm,
    FollowUpForm,
    NewActionForm,
    NewRecommendationForm,
    NothingRecommendedForm,
    ProgressNoteForm,
    ReasonedStepForm,
    ShareRecommendationForm,
)
from peer_review.forms.learning import (
    AskFeedbackForm,
    DaysForm,
    FeedbackDatesForm,
    FeedbackForm,
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
    "ActionTerms",
    "ActivityForm",
    "AskFeedbackForm",
    "CaptureForm",
    "ChangeActionForm",
    "ChangeRecommendationForm",
    "ChangeReviewForm",
    "DaysForm",
    "FeedbackDatesForm",
    "FeedbackForm",
    "FollowUpForm",
    "HoldForm",
    "HypothesisForm",
    "LinesField",
    "LinkForm",
    "NewActionForm",
    "NewRecommendationForm",
    "NothingRecommendedForm",
    "ObserverForm",
    "OpenReviewForm",
    "ProgressNoteForm",
    "ReasonForm",
    "ReasonedStepForm",
    "ReviewTerms",
    "ShareForm",
    "ShareRecommendationForm",
    "StatementForm",
    "StepForm",
    "StepReasonForm",
    "TeamMemberForm",
    "evidence_in_a_line",
]

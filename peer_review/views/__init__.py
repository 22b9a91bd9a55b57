"""The pages of a review; each tab has its own address."""

from peer_review.views.evidence import (
    ActivityStep,
    CapturePage,
    EvidencePage,
    PlanActivityPage,
    TimetablePage,
    WithdrawEvidencePage,
)
from peer_review.views.history import HistoryPage
from peer_review.views.lists import ExportReviews, ReviewsPage
from peer_review.views.methods import BeginEditionPage, ChangeMethodPage, MethodPage, MethodsPage, MethodStep
from peer_review.views.past import ChangePastPage, ImportPastPage, PastTemplate, RecordPastPage, SharePastPage
from peer_review.views.reviews import (
    AgreeToScope,
    ChangeReviewPage,
    OpenReviewPage,
    ReviewPage,
    ReviewStep,
)
from peer_review.views.statements import (
    ChangeStatementPage,
    FindingsPage,
    HypothesisPage,
    LinkPage,
    ShareFindingPage,
    StatementPage,
    StatementStep,
    UnlinkPage,
)
from peer_review.views.team import JoinTeamPage, LeaveTeamPage, NameObserverPage, TeamPage

__all__ = [
    "ActivityStep",
    "AgreeToScope",
    "BeginEditionPage",
    "CapturePage",
    "ChangeMethodPage",
    "ChangePastPage",
    "ChangeReviewPage",
    "ChangeStatementPage",
    "EvidencePage",
    "ExportReviews",
    "FindingsPage",
    "HistoryPage",
    "HypothesisPage",
    "ImportPastPage",
    "JoinTeamPage",
    "LeaveTeamPage",
    "LinkPage",
    "MethodPage",
    "MethodStep",
    "MethodsPage",
    "NameObserverPage",
    "OpenReviewPage",
    "PastTemplate",
    "PlanActivityPage",
    "RecordPastPage",
    "ReviewPage",
    "ReviewStep",
    "ReviewsPage",
    "ShareFindingPage",
    "SharePastPage",
    "StatementPage",
    "StatementStep",
    "TeamPage",
    "TimetablePage",
    "UnlinkPage",
    "WithdrawEvidencePage",
]

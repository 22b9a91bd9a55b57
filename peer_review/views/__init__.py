"""The pages of a review; each tab has its own address."""

from peer_review.views.evidence import (
    ActivityStep,
    CapturePage,
    ChangeEvidencePage,
    EvidencePage,
    OfflineCapturePage,
    PlanActivityPage,
    TimetablePage,
    WithdrawEvidencePage,
)
from peer_review.views.history import HistoryPage
from peer_review.views.phone import CaptureWorker, PhoneKeyView
from peer_review.views.reviews import (
    AgreeToScope,
    ChangeReviewPage,
    OpenReviewPage,
    ReviewPage,
    ReviewsPage,
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
    "CapturePage",
    "CaptureWorker",
    "ChangeEvidencePage",
    "ChangeReviewPage",
    "ChangeStatementPage",
    "EvidencePage",
    "FindingsPage",
    "HistoryPage",
    "HypothesisPage",
    "JoinTeamPage",
    "LeaveTeamPage",
    "LinkPage",
    "NameObserverPage",
    "OfflineCapturePage",
    "OpenReviewPage",
    "PhoneKeyView",
    "PlanActivityPage",
    "ReviewPage",
    "ReviewStep",
    "ReviewsPage",
    "ShareFindingPage",
    "StatementPage",
    "StatementStep",
    "TeamPage",
    "TimetablePage",
    "UnlinkPage",
    "WithdrawEvidencePage",
]

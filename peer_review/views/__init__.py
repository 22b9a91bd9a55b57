"""The pages of a review; each tab has its own address."""

from peer_review.views.board import FindingsPage, LinkOnBoard
from peer_review.views.evidence import (
    ActivityStep,
    CapturePage,
    EvidencePage,
    PlanActivityPage,
    TimetablePage,
    WithdrawEvidencePage,
)
from peer_review.views.history import HistoryPage
from peer_review.views.reviews import (
    AgreeToScope,
    ChangeReviewPage,
    OpenReviewPage,
    ReviewPage,
    ReviewsPage,
    ReviewStep,
)
from peer_review.views.statements import (
    AnswerHoldPage,
    ChangeStatementPage,
    HypothesisPage,
    LinkPage,
    ShareFindingPage,
    StatementPage,
    StatementStep,
    TurnPage,
    UnlinkPage,
)
from peer_review.views.team import JoinTeamPage, LeaveTeamPage, NameObserverPage, TeamPage

__all__ = [
    "ActivityStep",
    "AgreeToScope",
    "AnswerHoldPage",
    "CapturePage",
    "ChangeReviewPage",
    "ChangeStatementPage",
    "EvidencePage",
    "FindingsPage",
    "HistoryPage",
    "HypothesisPage",
    "JoinTeamPage",
    "LeaveTeamPage",
    "LinkOnBoard",
    "LinkPage",
    "NameObserverPage",
    "OpenReviewPage",
    "PlanActivityPage",
    "ReviewPage",
    "ReviewStep",
    "ReviewsPage",
    "ShareFindingPage",
    "StatementPage",
    "StatementStep",
    "TeamPage",
    "TimetablePage",
    "TurnPage",
    "UnlinkPage",
    "WithdrawEvidencePage",
]

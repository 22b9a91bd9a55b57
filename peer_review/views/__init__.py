"""The pages of a review; each tab has its own address."""

from peer_review.views.evidence import ActivityStep
from peer_review.views.evidence import CapturePage
from peer_review.views.evidence import ChangeEvidencePage
from peer_review.views.evidence import EvidencePage
from peer_review.views.evidence import OfflineCapturePage
from peer_review.views.evidence import PlanActivityPage
from peer_review.views.evidence import TimetablePage
from peer_review.views.evidence import WithdrawEvidencePage
from peer_review.views.history import HistoryPage
from peer_review.views.phone import CaptureWorker
from peer_review.views.phone import PhoneKeyView
from peer_review.views.reviews import AgreeToScope
from peer_review.views.reviews import ChangeReviewPage
from peer_review.views.reviews import OpenReviewPage
from peer_review.views.reviews import ReviewPage
from peer_review.views.reviews import ReviewStep
from peer_review.views.reviews import ReviewsPage
from peer_review.views.statements import ChangeStatementPage
from peer_review.views.statements import FindingsPage
from peer_review.views.statements import HypothesisPage
from peer_review.views.statements import LinkPage
from peer_review.views.statements import ShareFindingPage
from peer_review.views.statements import StatementPage
from peer_review.views.statements import StatementStep
from peer_review.views.statements import UnlinkPage
from peer_review.views.team import JoinTeamPage
from peer_review.views.team import LeaveTeamPage
from peer_review.views.team import NameObserverPage
from peer_review.views.team import TeamPage

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

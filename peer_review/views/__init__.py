"""The pages of a review; each tab has its own address."""

from peer_review.views.calendars import CalendarFeedFile
from peer_review.views.calendars import EndCalendarPage
from peer_review.views.calendars import MyCalendarFile
from peer_review.views.calendars import MyTimetablePage
from peer_review.views.calendars import RenewCalendarPage
from peer_review.views.calendars import ReviewCalendarFile
from peer_review.views.evidence import CapturePage
from peer_review.views.evidence import EvidencePage
from peer_review.views.evidence import WithdrawEvidencePage
from peer_review.views.history import HistoryPage
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
from peer_review.views.timetable import ActivityPage
from peer_review.views.timetable import ActivityStep
from peer_review.views.timetable import AddRoomPage
from peer_review.views.timetable import ChangeActivityPage
from peer_review.views.timetable import ChangeRoomPage
from peer_review.views.timetable import PlanActivityPage
from peer_review.views.timetable import RemoveActivityPage
from peer_review.views.timetable import RemoveRoomPage
from peer_review.views.timetable import TakeOverTimetable
from peer_review.views.timetable import TimetablePage

__all__ = [
    "ActivityPage",
    "ActivityStep",
    "AddRoomPage",
    "AgreeToScope",
    "CalendarFeedFile",
    "CapturePage",
    "ChangeActivityPage",
    "ChangeReviewPage",
    "ChangeRoomPage",
    "ChangeStatementPage",
    "EndCalendarPage",
    "EvidencePage",
    "FindingsPage",
    "HistoryPage",
    "HypothesisPage",
    "JoinTeamPage",
    "LeaveTeamPage",
    "LinkPage",
    "MyCalendarFile",
    "MyTimetablePage",
    "NameObserverPage",
    "OpenReviewPage",
    "PlanActivityPage",
    "RemoveActivityPage",
    "RemoveRoomPage",
    "RenewCalendarPage",
    "ReviewCalendarFile",
    "ReviewPage",
    "ReviewStep",
    "ReviewsPage",
    "ShareFindingPage",
    "StatementPage",
    "StatementStep",
    "TakeOverTimetable",
    "TeamPage",
    "TimetablePage",
    "UnlinkPage",
    "WithdrawEvidencePage",
]

"""The pages of a review; each tab has its own address."""

from peer_review.views.calendars import (
    CalendarFeedFile,
    EndCalendarPage,
    MyCalendarFile,
    MyTimetablePage,
    RenewCalendarPage,
    ReviewCalendarFile,
)
from peer_review.views.evidence import CapturePage, EvidencePage, WithdrawEvidencePage
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
from peer_review.views.timetable import (
    ActivityPage,
    ActivityStep,
    AddRoomPage,
    ChangeActivityPage,
    ChangeRoomPage,
    PlanActivityPage,
    RemoveActivityPage,
    RemoveRoomPage,
    TakeOverTimetable,
    TimetablePage,
)

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

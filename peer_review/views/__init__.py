"""The pages of a review; each tab has its own address."""

from peer_review.views.board import FindingsPage
from peer_review.views.board import LinkOnBoard
from peer_review.views.calendars import CalendarFeedFile
from peer_review.views.calendars import EndCalendarPage
from peer_review.views.calendars import MyCalendarFile
from peer_review.views.calendars import MyTimetablePage
from peer_review.views.calendars import RenewCalendarPage
from peer_review.views.calendars import ReviewCalendarFile
from peer_review.views.documents import AddDocumentPage
from peer_review.views.documents import AskForDocumentPage
from peer_review.views.documents import ChangeDocumentPage
from peer_review.views.documents import DocumentFilePage
from peer_review.views.documents import DocumentPage
from peer_review.views.documents import RegisterAsCsv
from peer_review.views.documents import RegisterPage
from peer_review.views.documents import RemoveDocumentPage
from peer_review.views.documents import ReplaceFilePage
from peer_review.views.documents import ReviewDocumentsPage
from peer_review.views.documents import ShareDocumentPage
from peer_review.views.documents import WaiveDocumentPage
from peer_review.views.evidence import CapturePage
from peer_review.views.evidence import ChangeEvidencePage
from peer_review.views.evidence import EvidencePage
from peer_review.views.evidence import OfflineCapturePage
from peer_review.views.evidence import WithdrawEvidencePage
from peer_review.views.history import HistoryPage
from peer_review.views.impact import ActionPage
from peer_review.views.impact import ActionStep
from peer_review.views.impact import ActionsPage
from peer_review.views.impact import ChangeActionPage
from peer_review.views.impact import ChangeRecommendationPage
from peer_review.views.impact import FollowUpPage
from peer_review.views.impact import ImpactPage
from peer_review.views.impact import NoteProgressPage
from peer_review.views.impact import PlanActionPage
from peer_review.views.impact import RecommendNothingPage
from peer_review.views.impact import RecommendPage
from peer_review.views.impact import RecommendationPage
from peer_review.views.impact import RecommendationStep
from peer_review.views.impact import RecommendationsPage
from peer_review.views.impact import RemoveRecommendationPage
from peer_review.views.impact import ShareRecommendationPage
from peer_review.views.learning import AskFeedbackPage
from peer_review.views.learning import DaysPage
from peer_review.views.learning import FeedbackDatesPage
from peer_review.views.learning import GiveFeedbackPage
from peer_review.views.learning import LearningPage
from peer_review.views.learning import LedgerPage
from peer_review.views.lists import ExportReviews
from peer_review.views.lists import ReviewsPage
from peer_review.views.methods import BeginEditionPage
from peer_review.views.methods import ChangeMethodPage
from peer_review.views.methods import MethodPage
from peer_review.views.methods import MethodStep
from peer_review.views.methods import MethodsPage
from peer_review.views.past import ChangePastPage
from peer_review.views.past import ImportPastPage
from peer_review.views.past import PastTemplate
from peer_review.views.past import RecordPastPage
from peer_review.views.past import SharePastPage
from peer_review.views.phone import CaptureWorker
from peer_review.views.phone import PhoneKeyView
from peer_review.views.reports import AddParagraphPage
from peer_review.views.reports import AnswerPage
from peer_review.views.reports import BringFindingsIn
from peer_review.views.reports import ChangeCommentPage
from peer_review.views.reports import CommentPage
from peer_review.views.reports import EndCheckPage
from peer_review.views.reports import ParagraphVersionPage
from peer_review.views.reports import ParagraphVersionsPage
from peer_review.views.reports import RemoveParagraphPage
from peer_review.views.reports import ReportFilePage
from peer_review.views.reports import ReportPage
from peer_review.views.reports import ShareReportPage
from peer_review.views.reports import WriteParagraphPage
from peer_review.views.reviews import AgreeToScope
from peer_review.views.reviews import ChangeReviewPage
from peer_review.views.reviews import OpenReviewPage
from peer_review.views.reviews import ReviewPage
from peer_review.views.reviews import ReviewStep
from peer_review.views.self_assessments import HostViewPage
from peer_review.views.self_assessments import PositionPage
from peer_review.views.self_assessments import SelfAssessmentPage
from peer_review.views.self_assessments import SelfAssessmentStep
from peer_review.views.statements import AnswerHoldPage
from peer_review.views.statements import ChangeStatementPage
from peer_review.views.statements import HypothesisPage
from peer_review.views.statements import LinkPage
from peer_review.views.statements import ShareFindingPage
from peer_review.views.statements import StatementPage
from peer_review.views.statements import StatementStep
from peer_review.views.statements import TurnPage
from peer_review.views.statements import UnlinkPage
from peer_review.views.styles import StylePage
from peer_review.views.styles import StyleTemplatePage
from peer_review.views.team import ChangeSeatPage
from peer_review.views.team import ConflictsPage
from peer_review.views.team import DeclarePage
from peer_review.views.team import InviteMemberPage
from peer_review.views.team import JoinTeamPage
from peer_review.views.team import LeaveHostSidePage
from peer_review.views.team import LeaveTeamPage
from peer_review.views.team import NameAtHostPage
from peer_review.views.team import NameObserverPage
from peer_review.views.team import OverridePage
from peer_review.views.team import SeatGuestPage
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
    "ActionPage",
    "ActionStep",
    "ActionsPage",
    "ActivityPage",
    "ActivityStep",
    "AddDocumentPage",
    "AddParagraphPage",
    "AddRoomPage",
    "AgreeToScope",
    "AnswerHoldPage",
    "AnswerPage",
    "AskFeedbackPage",
    "AskForDocumentPage",
    "BeginEditionPage",
    "BringFindingsIn",
    "CalendarFeedFile",
    "CapturePage",
    "CaptureWorker",
    "ChangeActionPage",
    "ChangeActivityPage",
    "ChangeCommentPage",
    "ChangeDocumentPage",
    "ChangeEvidencePage",
    "ChangeMethodPage",
    "ChangePastPage",
    "ChangeRecommendationPage",
    "ChangeReviewPage",
    "ChangeRoomPage",
    "ChangeSeatPage",
    "ChangeStatementPage",
    "CommentPage",
    "ConflictsPage",
    "DaysPage",
    "DeclarePage",
    "DocumentFilePage",
    "DocumentPage",
    "EndCalendarPage",
    "EndCheckPage",
    "EvidencePage",
    "ExportReviews",
    "FeedbackDatesPage",
    "FindingsPage",
    "FollowUpPage",
    "GiveFeedbackPage",
    "HistoryPage",
    "HostViewPage",
    "HypothesisPage",
    "ImpactPage",
    "ImportPastPage",
    "InviteMemberPage",
    "JoinTeamPage",
    "LearningPage",
    "LeaveHostSidePage",
    "LeaveTeamPage",
    "LedgerPage",
    "LinkOnBoard",
    "LinkPage",
    "MethodPage",
    "MethodStep",
    "MethodsPage",
    "MyCalendarFile",
    "MyTimetablePage",
    "NameAtHostPage",
    "NameObserverPage",
    "NoteProgressPage",
    "OfflineCapturePage",
    "OpenReviewPage",
    "OverridePage",
    "ParagraphVersionPage",
    "ParagraphVersionsPage",
    "PastTemplate",
    "PhoneKeyView",
    "PlanActionPage",
    "PlanActivityPage",
    "PositionPage",
    "RecommendNothingPage",
    "RecommendPage",
    "RecommendationPage",
    "RecommendationStep",
    "RecommendationsPage",
    "RecordPastPage",
    "RegisterAsCsv",
    "RegisterPage",
    "RemoveActivityPage",
    "RemoveDocumentPage",
    "RemoveParagraphPage",
    "RemoveRecommendationPage",
    "RemoveRoomPage",
    "RenewCalendarPage",
    "ReplaceFilePage",
    "ReportFilePage",
    "ReportPage",
    "ReviewCalendarFile",
    "ReviewDocumentsPage",
    "ReviewPage",
    "ReviewStep",
    "ReviewsPage",
    "SeatGuestPage",
    "SelfAssessmentPage",
    "SelfAssessmentStep",
    "ShareDocumentPage",
    "ShareFindingPage",
    "SharePastPage",
    "ShareRecommendationPage",
    "ShareReportPage",
    "StatementPage",
    "StatementStep",
    "StylePage",
    "StyleTemplatePage",
    "TakeOverTimetable",
    "TeamPage",
    "TimetablePage",
    "TurnPage",
    "UnlinkPage",
    "WaiveDocumentPage",
    "WithdrawEvidencePage",
    "WriteParagraphPage",
]

from django.urls import path

from peer_review import views

PARAGRAPH = "<uuid:review>/report/paragraphs/<uuid:pk>/"

urlpatterns = [
    path("", views.ReviewsPage.as_view(), name="reviews"),
    path("new/", views.OpenReviewPage.as_view(), name="review-open"),
    path("<uuid:review>/", views.ReviewPage.as_view(), name="review"),
    path("<uuid:review>/change/", views.ChangeReviewPage.as_view(), name="review-change"),
    path("<uuid:review>/steps/<slug:step>/", views.ReviewStep.as_view(), name="review-step"),
    path("<uuid:review>/agree/", views.AgreeToScope.as_view(), name="review-agree"),
    path("<uuid:review>/history/", views.HistoryPage.as_view(), name="review-history"),
    path("<uuid:review>/observer/", views.NameObserverPage.as_view(), name="review-name-observer"),
    path("<uuid:review>/team/", views.TeamPage.as_view(), name="review-team"),
    path("<uuid:review>/team/join/", views.JoinTeamPage.as_view(), name="review-team-join"),
    path("<uuid:review>/team/<uuid:member>/leave/", views.LeaveTeamPage.as_view(), name="review-team-leave"),
    path("<uuid:review>/timetable/", views.TimetablePage.as_view(), name="review-timetable"),
    path("<uuid:review>/timetable/plan/", views.PlanActivityPage.as_view(), name="activity-plan"),
    path(
        "<uuid:review>/timetable/<uuid:pk>/steps/<slug:step>/",
        views.ActivityStep.as_view(),
        name="activity-step",
    ),
    path("<uuid:review>/evidence/", views.EvidencePage.as_view(), name="review-evidence"),
    path("<uuid:review>/evidence/log/", views.CapturePage.as_view(), name="capture"),
    path(
        "<uuid:review>/evidence/<uuid:pk>/withdraw/",
        views.WithdrawEvidencePage.as_view(),
        name="evidence-withdraw",
    ),
    path("<uuid:review>/findings/", views.FindingsPage.as_view(), name="review-findings"),
    path("<uuid:review>/findings/new/", views.HypothesisPage.as_view(), name="hypothesis"),
    path("<uuid:review>/findings/<uuid:pk>/", views.StatementPage.as_view(), name="statement"),
    path(
        "<uuid:review>/findings/<uuid:pk>/change/",
        views.ChangeStatementPage.as_view(),
        name="statement-change",
    ),
    path(
        "<uuid:review>/findings/<uuid:pk>/steps/<slug:step>/",
        views.StatementStep.as_view(),
        name="statement-step",
    ),
    path("<uuid:review>/findings/<uuid:pk>/link/", views.LinkPage.as_view(), name="statement-link"),
    path(
        "<uuid:review>/findings/<uuid:pk>/unlink/<uuid:link>/",
        views.UnlinkPage.as_view(),
        name="statement-unlink",
    ),
    path("<uuid:review>/findings/<uuid:pk>/share/", views.ShareFindingPage.as_view(), name="finding-share"),
    path("<uuid:review>/report/", views.ReportPage.as_view(), name="review-report"),
    path("<uuid:review>/report/files/<slug:kind>/", views.ReportFilePage.as_view(), name="report-file"),
    path("<uuid:review>/report/share/", views.ShareReportPage.as_view(), name="report-share"),
    path("<uuid:review>/report/new-findings/", views.BringFindingsIn.as_view(), name="report-new-findings"),
    path("<uuid:review>/report/checked/", views.EndCheckPage.as_view(), name="report-end-check"),
    path("<uuid:review>/report/findings/<uuid:finding>/", views.AddParagraphPage.as_view(), name="paragraph-add"),
    path(f"{PARAGRAPH}write/", views.WriteParagraphPage.as_view(), name="paragraph-write"),
    path(f"{PARAGRAPH}remove/", views.RemoveParagraphPage.as_view(), name="paragraph-remove"),
    path(f"{PARAGRAPH}comment/", views.CommentPage.as_view(), name="report-comment"),
    path(f"{PARAGRAPH}versions/", views.ParagraphVersionsPage.as_view(), name="paragraph-versions"),
    path(f"{PARAGRAPH}versions/<int:event>/", views.ParagraphVersionPage.as_view(), name="paragraph-version"),
    path("<uuid:review>/report/comments/<uuid:pk>/", views.ChangeCommentPage.as_view(), name="report-comment-change"),
    path("<uuid:review>/report/comments/<uuid:pk>/answer/", views.AnswerPage.as_view(), name="report-answer"),
    path("report-styles/<slug:slug>/", views.StylePage.as_view(), name="report-style"),
    path("report-styles/<slug:slug>/<slug:kind>/", views.StyleTemplatePage.as_view(), name="report-style-template"),
]

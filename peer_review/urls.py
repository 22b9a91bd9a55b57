from django.urls import path

from peer_review import views

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
    path("capture.js", views.CaptureWorker.as_view(), name="capture-worker"),
    path("phone-key/", views.PhoneKeyView.as_view(), name="phone-key"),
    path("<uuid:review>/evidence/log/", views.CapturePage.as_view(), name="capture"),
    path("<uuid:review>/evidence/log/offline/", views.OfflineCapturePage.as_view(), name="capture-offline"),
    path(
        "<uuid:review>/evidence/<uuid:pk>/change/",
        views.ChangeEvidencePage.as_view(),
        name="evidence-change",
    ),
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
]

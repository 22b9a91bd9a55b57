from django.urls import path

from demonstrators import views

ENTRY = "sites/<slug:slug>/journey/<uuid:pk>/"
USE = "approaches/<slug:slug>/uses/<uuid:pk>/"
OPEN_DAY = "open-days/<uuid:pk>/"
VISIT = "visits/<uuid:pk>/"

urlpatterns = [
    path("programmes/", views.ProgrammeList.as_view(), name="programmes"),
    path("programmes/<slug:slug>/", views.ProgrammePage.as_view(), name="programme"),
    path("sites/", views.SiteList.as_view(), name="sites"),
    path("sites/new/", views.OpenSitePage.as_view(), name="site-open"),
    path("sites/<slug:slug>/", views.SitePage.as_view(), name="site"),
    path("sites/<slug:slug>/change/", views.ChangeSitePage.as_view(), name="site-change"),
    path("sites/<slug:slug>/stage/", views.StagePage.as_view(), name="site-stage"),
    path("sites/<slug:slug>/journey/new/", views.WriteEntryPage.as_view(), name="entry-write"),
    path(ENTRY, views.EntryPage.as_view(), name="journey-entry"),
    path(f"{ENTRY}change/", views.ChangeEntryPage.as_view(), name="entry-change"),
    path(f"{ENTRY}revisions/", views.EntryRevisionsPage.as_view(), name="entry-revisions"),
    path(f"{ENTRY}revisions/<int:event>/", views.EntryRevisionPage.as_view(), name="entry-revision"),
    path(f"{ENTRY}share/", views.ShareEntryPage.as_view(), name="entry-share"),
    path(f"{ENTRY}steps/<slug:step>/", views.EntryStep.as_view(), name="entry-step"),
    path("approaches/", views.ApproachList.as_view(), name="approaches"),
    path("approaches/new/", views.NewApproachPage.as_view(), name="approach-new"),
    path("approaches/<slug:slug>/", views.ApproachPage.as_view(), name="approach"),
    path("approaches/<slug:slug>/change/", views.ChangeApproachPage.as_view(), name="approach-change"),
    path("approaches/<slug:slug>/uses/new/", views.SayPage.as_view(), name="use-say"),
    path(f"{USE}change/", views.ChangeUsePage.as_view(), name="use-change"),
    path(f"{USE}steps/<slug:step>/", views.UseStep.as_view(), name="use-step"),
    path("visits/", views.VisitList.as_view(), name="visits"),
    path("visits/new/", views.AskPage.as_view(), name="visit-ask"),
    path(VISIT, views.VisitPage.as_view(), name="visit"),
    path(f"{VISIT}steps/<slug:step>/", views.VisitStep.as_view(), name="visit-step"),
    path(f"{VISIT}attendees/", views.AttendeesPage.as_view(), name="visit-attendees"),
    path(f"{VISIT}feedback/", views.FeedbackPage.as_view(), name="visit-feedback"),
    path(f"{VISIT}calendar.ics", views.VisitCalendarFile.as_view(), name="visit-calendar"),
    path("open-days/", views.OpenDayList.as_view(), name="open-days"),
    path("open-days/calendar.ics", views.OpenDaysCalendarFile.as_view(), name="open-days-calendar"),
    path("sites/<slug:slug>/open-days/new/", views.OfferPage.as_view(), name="open-day-offer"),
    path(OPEN_DAY, views.OpenDayPage.as_view(), name="open-day"),
    path(f"{OPEN_DAY}change/", views.ChangeOpenDayPage.as_view(), name="open-day-change"),
    path(f"{OPEN_DAY}steps/<slug:step>/", views.OpenDayStep.as_view(), name="open-day-step"),
    path(f"{OPEN_DAY}book/", views.BookPage.as_view(), name="open-day-book"),
    path(f"{OPEN_DAY}attendance/", views.AttendancePage.as_view(), name="open-day-attendance"),
    path(f"{OPEN_DAY}calendar.ics", views.OpenDayCalendarFile.as_view(), name="open-day-calendar"),
    path("bookings/<uuid:pk>/change/", views.ChangeBookingPage.as_view(), name="booking-change"),
    path("bookings/<uuid:pk>/steps/<slug:step>/", views.BookingStep.as_view(), name="booking-step"),
]

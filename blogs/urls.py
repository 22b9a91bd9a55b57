from django.urls import path

from blogs import views

urlpatterns = [
    path("posts/", views.PostList.as_view(), name="posts"),
    path("posts/new/", views.NewPostPage.as_view(), name="post-new"),
    path("posts/<slug:slug>/", views.PostPage.as_view(), name="post"),
    path("posts/<slug:slug>/steps/<slug:step>/", views.PostStep.as_view(), name="post-step"),
    path("posts/<slug:slug>/edit/", views.ChangePostPage.as_view(), name="post-change"),
    path("posts/<slug:slug>/share/", views.SharePostPage.as_view(), name="post-share"),
    path("posts/<slug:slug>/revisions/", views.RevisionsPage.as_view(), name="post-revisions"),
    path("posts/<slug:slug>/revisions/<int:event>/", views.RevisionPage.as_view(), name="post-revision"),
    path("events/", views.EventList.as_view(), name="events"),
    path("events/new/", views.NewEventPage.as_view(), name="event-new"),
    path("events/<slug:slug>/", views.EventPage.as_view(), name="event"),
    path("events/<slug:slug>/calendar.ics", views.EventCalendar.as_view(), name="event-calendar"),
    path("events/<slug:slug>/edit/", views.ChangeEventPage.as_view(), name="event-change"),
    path("events/<slug:slug>/follow-up/", views.FollowUpPage.as_view(), name="event-follow-up"),
    path("events/<slug:slug>/attend/", views.AttendPage.as_view(), name="event-attend"),
    path("events/<slug:slug>/miss/", views.MissPage.as_view(), name="event-miss"),
    path("events/<slug:slug>/steps/<slug:step>/", views.EventStep.as_view(), name="event-step"),
    path("themes/", views.ThemeList.as_view(), name="themes"),
    path("tagging/", views.TaggingPage.as_view(), name="theme-tagging"),
    path("themes/new/", views.NewThemePage.as_view(), name="theme-new"),
    path("themes/<slug:slug>/", views.ThemePage.as_view(), name="theme"),
    path("themes/<slug:slug>/edit/", views.ChangeThemePage.as_view(), name="theme-change"),
    path("themes/<slug:slug>/merge/", views.MergeThemePage.as_view(), name="theme-merge"),
    path("themes/<slug:slug>/revisions/", views.ThemeRevisionsPage.as_view(), name="theme-revisions"),
    path("themes/<slug:slug>/revisions/<int:event>/", views.ThemeRevisionPage.as_view(), name="theme-revision"),
]

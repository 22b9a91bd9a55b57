from django.urls import path

from demonstrators import views

ENTRY = "sites/<slug:slug>/journey/<uuid:pk>/"

urlpatterns = [
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
]

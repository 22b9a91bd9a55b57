from django.urls import path

from improvement_hub.overview import views

urlpatterns = [
    path("", views.HomePage.as_view(), name="home"),
    path("councils/<str:gss>/", views.CouncilPicture.as_view(), name="council"),
    path("regions/<slug:slug>/", views.RegionPicture.as_view(), name="region"),
    path("help/", views.HelpPage.as_view(), name="help"),
    path("help/<slug:slug>/", views.ChapterPage.as_view(), name="help-chapter"),
    path("work/", views.WorkPage.as_view(), name="work"),
    path("accessibility/", views.AccessibilityPage.as_view(), name="accessibility"),
    path("privacy/", views.PrivacyPage.as_view(), name="privacy"),
    path("gallery/", views.GalleryPage.as_view(), name="gallery"),
]

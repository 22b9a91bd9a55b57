from django.contrib.sitemaps import views as maps
from django.urls import path

from improvement_hub.overview import sitemaps, views

urlpatterns = [
    path("", views.HomePage.as_view(), name="home"),
    path("councils/<str:gss>/", views.CouncilPicture.as_view(), name="council"),
    path("regions/<slug:slug>/", views.RegionPicture.as_view(), name="region"),
    path("help/", views.HelpPage.as_view(), name="help"),
    path("help/<slug:slug>/", views.ChapterPage.as_view(), name="help-chapter"),
    path("work/", views.WorkPage.as_view(), name="work"),
    path("accessibility/", views.AccessibilityPage.as_view(), name="accessibility"),
    path("privacy/", views.PrivacyPage.as_view(), name="privacy"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("sitemap.xml", maps.index, {"sitemaps": sitemaps.ALL, "sitemap_url_name": "sitemap-of"}, name="sitemap"),
    path("sitemap-<slug:section>.xml", maps.sitemap, {"sitemaps": sitemaps.ALL}, name="sitemap-of"),
    path("gallery/", views.GalleryPage.as_view(), name="gallery"),
]

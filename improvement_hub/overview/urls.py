from django.urls import path

from improvement_hub.overview import views

urlpatterns = [
    path("", views.HomePage.as_view(), name="home"),
    path("work/", views.WorkPage.as_view(), name="work"),
    path("accessibility/", views.AccessibilityPage.as_view(), name="accessibility"),
    path("privacy/", views.PrivacyPage.as_view(), name="privacy"),
    path("gallery/", views.GalleryPage.as_view(), name="gallery"),
]

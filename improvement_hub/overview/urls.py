from django.urls import path

from improvement_hub.overview import views

urlpatterns = [
    path("", views.HomePage.as_view(), name="home"),
    path("help/", views.HelpPage.as_view(), name="help"),
    path("help/<slug:slug>/", views.ChapterPage.as_view(), name="help-chapter"),
]

from django.urls import path

from improvement_hub.core.writing import views

urlpatterns = [
    path("", views.KeptWordsList.as_view(), name="words"),
    path("keep/", views.KeepWords.as_view(), name="words-keep"),
    path("preview/", views.PreviewWords.as_view(), name="words-preview"),
    path("<uuid:pk>/", views.KeptWordsPage.as_view(), name="kept-words"),
]

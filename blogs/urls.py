from django.urls import path

from blogs import views

urlpatterns = [
    path("posts/", views.PostList.as_view(), name="posts"),
    path("posts/<slug:slug>/", views.PostPage.as_view(), name="post"),
    path("posts/<slug:slug>/steps/<slug:step>/", views.PostStep.as_view(), name="post-step"),
    path("themes/", views.ThemeList.as_view(), name="themes"),
    path("themes/<slug:slug>/", views.ThemePage.as_view(), name="theme"),
]

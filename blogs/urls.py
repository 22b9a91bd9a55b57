from django.urls import path

from blogs import views

urlpatterns = [
    path("posts/", views.PostList.as_view(), name="posts"),
    path("posts/new/", views.NewPostPage.as_view(), name="post-new"),
    path("posts/<slug:slug>/", views.PostPage.as_view(), name="post"),
    path("posts/<slug:slug>/steps/<slug:step>/", views.PostStep.as_view(), name="post-step"),
    path("posts/<slug:slug>/edit/", views.ChangePostPage.as_view(), name="post-change"),
    path("posts/<slug:slug>/edit/take-over/", views.TakeOverPage.as_view(), name="post-take-over"),
    path("posts/<slug:slug>/edit/preview/", views.PreviewPostWords.as_view(), name="post-preview-words"),
    path("posts/<slug:slug>/share/", views.SharePostPage.as_view(), name="post-share"),
    path("posts/<slug:slug>/images/", views.ImagesPage.as_view(), name="post-images"),
    path("posts/<slug:slug>/images/<uuid:pk>/", views.DescribeImagePage.as_view(), name="post-image"),
    path("posts/<slug:slug>/images/<uuid:pk>/remove/", views.RemoveImagePage.as_view(), name="post-image-remove"),
    path("posts/<slug:slug>/images/<uuid:pk>/<int:width>/", views.PostImageFile.as_view(), name="post-image-file"),
    path("posts/<slug:slug>/revisions/", views.RevisionsPage.as_view(), name="post-revisions"),
    path("posts/<slug:slug>/revisions/<int:event>/", views.RevisionPage.as_view(), name="post-revision"),
    path("posts/<slug:slug>/revisions/compare/", views.ComparisonPage.as_view(), name="post-comparison"),
    path("posts/<slug:slug>/revisions/<int:event>/restore/", views.RestorePage.as_view(), name="post-restore"),
    path("posts/<slug:slug>/writers/", views.WritersPage.as_view(), name="post-writers"),
    path("posts/<slug:slug>/previews/", views.PreviewLinksPage.as_view(), name="post-preview-links"),
    path("posts/<slug:slug>/previews/<uuid:pk>/", views.RevokePreviewLinkPage.as_view(), name="post-preview-revoke"),
    path("previews/<str:token>/", views.PreviewPage.as_view(), name="preview"),
    path("previews/<str:token>/<uuid:pk>/<int:width>/", views.PreviewImage.as_view(), name="preview-image"),
    path("themes/", views.ThemeList.as_view(), name="themes"),
    path("themes/<slug:slug>/", views.ThemePage.as_view(), name="theme"),
]

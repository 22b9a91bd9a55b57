from django.urls import path

from blogs import views

urlpatterns = [
    path("posts/", views.PostList.as_view(), name="posts"),
    path("posts/new/", views.NewPostPage.as_view(), name="post-new"),
    path("posts/export.atom", views.AtomExport.as_view(), name="posts-atom"),
    path("posts/export.<slug:kind>", views.ExportPosts.as_view(), name="posts-export"),
    path("posts/feed/", views.PostFeed.as_view(), name="posts-feed"),
    path("posts/archive/", views.ArchivePage.as_view(), name="posts-archive"),
    path("posts/archive/<str:year>/", views.ArchiveYearPage.as_view(), name="posts-archive-year"),
    path("posts/import/", views.ImportPage.as_view(), name="post-import"),
    path("posts/imports/", views.ImportList.as_view(), name="post-imports"),
    path("posts/imports/<uuid:pk>/", views.ImportRunPage.as_view(), name="post-import-run"),
    path("posts/imports/<uuid:pk>/take/", views.TakeImport.as_view(), name="post-import-take"),
    path("posts/<slug:slug>/", views.PostPage.as_view(), name="post"),
    path("posts/<slug:slug>/steps/<slug:step>/", views.PostStep.as_view(), name="post-step"),
    path("posts/<slug:slug>/edit/", views.ChangePostPage.as_view(), name="post-change"),
    path("posts/<slug:slug>/share/", views.SharePostPage.as_view(), name="post-share"),
    path("posts/<slug:slug>/revisions/", views.RevisionsPage.as_view(), name="post-revisions"),
    path("posts/<slug:slug>/revisions/<int:event>/", views.RevisionPage.as_view(), name="post-revision"),
    path("posts/<slug:slug>/addresses/", views.OldAddressesPage.as_view(), name="post-addresses"),
    path("posts/<slug:slug>/addresses/<uuid:pk>/remove/", views.RemoveOldAddress.as_view(), name="post-address-remove"),
    path("posts/<slug:slug>/cite.<slug:kind>", views.CitePost.as_view(), name="post-cite"),
    path("themes/", views.ThemeList.as_view(), name="themes"),
    path("themes/<slug:slug>/feed/", views.ThemeFeed.as_view(), name="theme-feed"),
    path("themes/<slug:slug>/", views.ThemePage.as_view(), name="theme"),
]

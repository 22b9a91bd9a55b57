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
    path("case-studies/", views.CaseStudyList.as_view(), name="case-studies"),
    path("case-studies/new/", views.NewCaseStudyPage.as_view(), name="case-study-new"),
    path("case-studies/files/import/", views.ImportCaseStudiesPage.as_view(), name="case-studies-import"),
    path("case-studies/files/empty/<slug:kind>/", views.CaseStudyTemplate.as_view(), name="case-studies-template"),
    path("case-studies/files/export/<slug:kind>/", views.ExportCaseStudies.as_view(), name="case-studies-export"),
    path("case-studies/<slug:slug>/", views.CaseStudyPage.as_view(), name="case-study"),
    path("case-studies/<slug:slug>/edit/", views.ChangeCaseStudyPage.as_view(), name="case-study-change"),
    path("case-studies/<slug:slug>/confirm/", views.ConfirmCaseStudyPage.as_view(), name="case-study-confirm"),
    path("case-studies/<slug:slug>/outcomes/new/", views.AddOutcomePage.as_view(), name="outcome-add"),
    path("case-studies/<slug:slug>/outcomes/<uuid:pk>/", views.ChangeOutcomePage.as_view(), name="outcome-change"),
    path(
        "case-studies/<slug:slug>/outcomes/<uuid:pk>/remove/", views.RemoveOutcomePage.as_view(), name="outcome-remove"
    ),
    path("case-studies/<slug:slug>/adopt/", views.AdoptPage.as_view(), name="case-study-adopt"),
    path("case-studies/<slug:slug>/transfer/<uuid:pk>/", views.TransferPage.as_view(), name="case-study-transfer"),
    path("case-studies/<slug:slug>/transfer/<uuid:pk>/edit/", views.ChangeAdopterPage.as_view(), name="adopter-change"),
    path(
        "case-studies/<slug:slug>/transfer/<uuid:pk>/withdraw/",
        views.WithdrawAdopterPage.as_view(),
        name="adopter-withdraw",
    ),
    path("themes/", views.ThemeList.as_view(), name="themes"),
    path("themes/<slug:slug>/", views.ThemePage.as_view(), name="theme"),
]

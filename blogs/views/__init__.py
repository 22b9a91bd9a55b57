"""Pages of posts and themes."""

from blogs.views.case_studies import (
    CaseStudyList,
    CaseStudyPage,
    ChangeCaseStudyPage,
    ConfirmCaseStudyPage,
    NewCaseStudyPage,
)
from blogs.views.files import CaseStudyTemplate, ExportCaseStudies, ImportCaseStudiesPage
from blogs.views.outcomes import (
    AddOutcomePage,
    AdoptPage,
    ChangeAdopterPage,
    ChangeOutcomePage,
    RemoveOutcomePage,
    TransferPage,
    WithdrawAdopterPage,
)
from blogs.views.posts import (
    ChangePostPage,
    NewPostPage,
    PostList,
    PostPage,
    PostStep,
    RevisionPage,
    RevisionsPage,
    SharePostPage,
)
from blogs.views.themes import ThemeList, ThemePage

__all__ = [
    "AddOutcomePage",
    "AdoptPage",
    "CaseStudyList",
    "CaseStudyPage",
    "CaseStudyTemplate",
    "ChangeAdopterPage",
    "ChangeCaseStudyPage",
    "ChangeOutcomePage",
    "ChangePostPage",
    "ConfirmCaseStudyPage",
    "ExportCaseStudies",
    "ImportCaseStudiesPage",
    "NewCaseStudyPage",
    "NewPostPage",
    "PostList",
    "PostPage",
    "PostStep",
    "RemoveOutcomePage",
    "RevisionPage",
    "RevisionsPage",
    "SharePostPage",
    "ThemeList",
    "ThemePage",
    "TransferPage",
    "WithdrawAdopterPage",
]

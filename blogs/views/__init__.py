"""Pages of posts and themes."""

from blogs.views.addresses import OldAddressesPage, RemoveOldAddress
from blogs.views.archive import ArchivePage, ArchiveYearPage
from blogs.views.case_studies import (
    CaseStudyList,
    CaseStudyPage,
    ChangeCaseStudyPage,
    ConfirmCaseStudyPage,
    NewCaseStudyPage,
)
from blogs.views.chosen_themes import ApproachThemesPage, SiteThemesPage
from blogs.views.citing import CitePost
from blogs.views.event_files import EventFilePage, EventFilesPage, RemoveEventFilePage
from blogs.views.events import (
    AttendPage,
    ChangeEventPage,
    EventCalendar,
    EventList,
    EventPage,
    EventRevisionPage,
    EventRevisionsPage,
    EventStep,
    FollowUpPage,
    MissPage,
    NewEventPage,
    ShareEventPage,
)
from blogs.views.exports import AtomExport, ExportPosts
from blogs.views.feeds import PostFeed, ThemeFeed
from blogs.views.files import CaseStudyTemplate, ExportCaseStudies, ImportCaseStudiesPage
from blogs.views.images import DescribeImagePage, ImagesPage, PostImageFile, RemoveImagePage
from blogs.views.imports import ImportList, ImportPage, ImportRunPage, TakeImport
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
    PreviewPostWords,
    RevisionPage,
    RevisionsPage,
    SharePostPage,
)
from blogs.views.previews import PreviewImage, PreviewLinksPage, PreviewPage, RevokePreviewLinkPage
from blogs.views.revisions import ComparisonPage, RestorePage
from blogs.views.tagging import TaggingPage
from blogs.views.themes import (
    ChangeThemePage,
    MergeThemePage,
    NewThemePage,
    ThemeList,
    ThemePage,
    ThemeRevisionPage,
    ThemeRevisionsPage,
)
from blogs.views.turns import TakeOverPage
from blogs.views.writers import WritersPage

__all__ = [
    "AddOutcomePage",
    "AdoptPage",
    "ApproachThemesPage",
    "ArchivePage",
    "ArchiveYearPage",
    "AtomExport",
    "AttendPage",
    "CaseStudyList",
    "CaseStudyPage",
    "CaseStudyTemplate",
    "ChangeAdopterPage",
    "ChangeCaseStudyPage",
    "ChangeEventPage",
    "ChangeOutcomePage",
    "ChangePostPage",
    "ChangeThemePage",
    "CitePost",
    "ComparisonPage",
    "ConfirmCaseStudyPage",
    "DescribeImagePage",
    "EventCalendar",
    "EventFilePage",
    "EventFilesPage",
    "EventList",
    "EventPage",
    "EventRevisionPage",
    "EventRevisionsPage",
    "EventStep",
    "ExportCaseStudies",
    "ExportPosts",
    "FollowUpPage",
    "ImagesPage",
    "ImportCaseStudiesPage",
    "ImportList",
    "ImportPage",
    "ImportRunPage",
    "MergeThemePage",
    "MissPage",
    "NewCaseStudyPage",
    "NewEventPage",
    "NewPostPage",
    "NewThemePage",
    "OldAddressesPage",
    "PostFeed",
    "PostImageFile",
    "PostList",
    "PostPage",
    "PostStep",
    "PreviewImage",
    "PreviewLinksPage",
    "PreviewPage",
    "PreviewPostWords",
    "RemoveEventFilePage",
    "RemoveImagePage",
    "RemoveOldAddress",
    "RemoveOutcomePage",
    "RestorePage",
    "RevisionPage",
    "RevisionsPage",
    "RevokePreviewLinkPage",
    "ShareEventPage",
    "SharePostPage",
    "SiteThemesPage",
    "TaggingPage",
    "TakeImport",
    "TakeOverPage",
    "ThemeFeed",
    "ThemeList",
    "ThemePage",
    "ThemeRevisionPage",
    "ThemeRevisionsPage",
    "TransferPage",
    "WithdrawAdopterPage",
    "WritersPage",
]

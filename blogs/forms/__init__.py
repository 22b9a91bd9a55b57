"""Forms in which posts are written, shared, moved and imported."""

from blogs.forms.addresses import OldAddressForm
from blogs.forms.case_studies import (
    ChangeAdopterForm,
    ChangeCaseStudyForm,
    NewAdopterForm,
    NewCaseStudyForm,
    NewOutcomeForm,
    OutcomeForm,
)
from blogs.forms.events import AttendForm, ChangeEventForm, FollowUpForm, NewEventForm
from blogs.forms.files import ImportCaseStudiesForm
from blogs.forms.imports import ImportForm
from blogs.forms.posts import ChangePostForm, NewPostForm, SharePostForm
from blogs.forms.tagging import decisions_in
from blogs.forms.themes import ChangeThemeForm, MergeThemeForm, ThemeForm

__all__ = [
    "AttendForm",
    "ChangeAdopterForm",
    "ChangeCaseStudyForm",
    "ChangeEventForm",
    "ChangePostForm",
    "ChangeThemeForm",
    "FollowUpForm",
    "ImportCaseStudiesForm",
    "ImportForm",
    "MergeThemeForm",
    "NewAdopterForm",
    "NewCaseStudyForm",
    "NewEventForm",
    "NewOutcomeForm",
    "NewPostForm",
    "OldAddressForm",
    "OutcomeForm",
    "SharePostForm",
    "ThemeForm",
    "decisions_in",
]

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
from blogs.forms.chosen_themes import ChosenThemesForm
from blogs.forms.event_files import EventFileForm
from blogs.forms.events import AttendForm, ChangeEventForm, FollowUpForm, NewEventForm, ShareEventForm
from blogs.forms.images import DescribeImageForm, NewImageForm
from blogs.forms.imports import ImportForm
from blogs.forms.posts import ChangePostForm, NewPostForm, SharePostForm
from blogs.forms.previews import PreviewLinkForm
from blogs.forms.schedule import ScheduleForm
from blogs.forms.tagging import decisions_in
from blogs.forms.themes import ChangeThemeForm, MergeThemeForm, ThemeForm
from blogs.forms.writers import WritersAloneForm, WritersForm

__all__ = [
    "AttendForm",
    "ChangeAdopterForm",
    "ChangeCaseStudyForm",
    "ChangeEventForm",
    "ChangePostForm",
    "ChangeThemeForm",
    "ChosenThemesForm",
    "DescribeImageForm",
    "EventFileForm",
    "FollowUpForm",
    "ImportForm",
    "MergeThemeForm",
    "NewAdopterForm",
    "NewCaseStudyForm",
    "NewEventForm",
    "NewImageForm",
    "NewOutcomeForm",
    "NewPostForm",
    "OldAddressForm",
    "OutcomeForm",
    "PreviewLinkForm",
    "ScheduleForm",
    "ShareEventForm",
    "SharePostForm",
    "ThemeForm",
    "WritersAloneForm",
    "WritersForm",
    "decisions_in",
]

"""Forms in which posts are written, shared, moved and imported."""

from blogs.forms.addresses import OldAddressForm
from blogs.forms.events import AttendForm, ChangeEventForm, FollowUpForm, NewEventForm
from blogs.forms.imports import ImportForm
from blogs.forms.posts import ChangePostForm, NewPostForm, SharePostForm
from blogs.forms.tagging import decisions_in
from blogs.forms.themes import ChangeThemeForm, MergeThemeForm, ThemeForm

__all__ = [
    "AttendForm",
    "ChangeEventForm",
    "ChangePostForm",
    "ChangeThemeForm",
    "FollowUpForm",
    "ImportForm",
    "MergeThemeForm",
    "NewEventForm",
    "NewPostForm",
    "OldAddressForm",
    "SharePostForm",
    "ThemeForm",
    "decisions_in",
]

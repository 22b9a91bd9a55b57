"""Forms in which posts are written, shared and moved."""

from blogs.forms.events import AttendForm, ChangeEventForm, FollowUpForm, NewEventForm
from blogs.forms.posts import ChangePostForm, NewPostForm, SharePostForm
from blogs.forms.tagging import decisions_in
from blogs.forms.themes import ChangeThemeForm, MergeThemeForm, ThemeForm

__all__ = [
    "AttendForm",
    "ChangeEventForm",
    "ChangePostForm",
    "ChangeThemeForm",
    "FollowUpForm",
    "MergeThemeForm",
    "NewEventForm",
    "NewPostForm",
    "SharePostForm",
    "ThemeForm",
    "decisions_in",
]

"""Forms in which posts are written, shared and moved."""

from blogs.forms.posts import ChangePostForm, NewPostForm, SharePostForm
from blogs.forms.tagging import decisions_in
from blogs.forms.themes import ChangeThemeForm, MergeThemeForm, ThemeForm

__all__ = [
    "ChangePostForm",
    "ChangeThemeForm",
    "MergeThemeForm",
    "NewPostForm",
    "SharePostForm",
    "ThemeForm",
    "decisions_in",
]

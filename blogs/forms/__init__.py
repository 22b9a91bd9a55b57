"""Forms in which posts are written, shared and moved."""

from blogs.forms.posts import ChangePostForm, NewPostForm, SharePostForm
from blogs.forms.themes import ChangeThemeForm, MergeThemeForm, ThemeForm

__all__ = ["ChangePostForm", "ChangeThemeForm", "MergeThemeForm", "NewPostForm", "SharePostForm", "ThemeForm"]

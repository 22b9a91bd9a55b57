"""Forms in which posts are written, shared and moved."""

from blogs.forms.posts import ChangePostForm, NewPostForm, SharePostForm

__all__ = ["ChangePostForm", "NewPostForm", "SharePostForm"]

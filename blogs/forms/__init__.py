"""Forms in which posts are written, shared, moved and imported."""

from blogs.forms.addresses import OldAddressForm
from blogs.forms.imports import ImportForm
from blogs.forms.posts import ChangePostForm, NewPostForm, SharePostForm

__all__ = ["ChangePostForm", "ImportForm", "NewPostForm", "OldAddressForm", "SharePostForm"]

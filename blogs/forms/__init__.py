"""Forms in which posts are written, shared and moved."""

from blogs.forms.images import DescribeImageForm, NewImageForm
from blogs.forms.posts import ChangePostForm, NewPostForm, SharePostForm
from blogs.forms.previews import PreviewLinkForm
from blogs.forms.schedule import ScheduleForm
from blogs.forms.writers import WritersAloneForm, WritersForm

__all__ = [
    "ChangePostForm",
    "DescribeImageForm",
    "NewImageForm",
    "NewPostForm",
    "PreviewLinkForm",
    "ScheduleForm",
    "SharePostForm",
    "WritersAloneForm",
    "WritersForm",
]

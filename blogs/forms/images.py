from django import forms

from blogs.models.images import SAYS_WHAT
from improvement_hub.core.childlevel import refuse_child_level
from improvement_hub.core.files.fields import UploadField
from improvement_hub.core.files.pictures import ACCEPTED, TAKEN
from improvement_hub.core.forms import VersionedForm


class ImageWords(forms.Form):
    """What an image says to those who do not see it, and under it."""

    alt = forms.CharField(
        label="What does it show?", max_length=500, validators=[refuse_child_level],
        error_messages={"required": SAYS_WHAT},
        help_text="Alternative text, for those who do not see it: what matters in it, such as the figures of a chart.",
    )  # fmt: skip
    decorative = forms.BooleanField(label="It only decorates: whoever does not see it misses nothing", required=False)
    caption = forms.CharField(
        max_length=500, required=False, validators=[refuse_child_level], help_text="Stands under it, for everyone."
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["alt"].required = not self.data.get("decorative")


class NewImageForm(ImageWords):
    file = UploadField(
        label="Image", widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        help_text=f"{TAKEN} The hub draws it anew: where and with what it was taken is not kept. No child and nothing "
        "that identifies one.",
    )  # fmt: skip
    field_order = ["file", "alt", "decorative", "caption"]


class DescribeImageForm(ImageWords, VersionedForm):
    pass

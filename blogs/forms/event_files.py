from django import forms

from improvement_hub.core.childlevel import refuse_child_level
from improvement_hub.core.files.fields import UploadField


class EventFileForm(forms.Form):
    file = UploadField()
    title = forms.CharField(
        label="What is it?", max_length=150, validators=[refuse_child_level],
        help_text="For example: Slides of the morning. It stands on the page in place of the file’s name.",
    )  # fmt: skip

from django import forms

from improvement_hub.core.childlevel import refuse_child_level
from improvement_hub.core.forms import VersionedForm
from improvement_hub.core.writing.states import LONGEST_REASON


class ReturnForm(VersionedForm):
    """Why a text goes back to its author."""

    reason = forms.CharField(
        label="What has to change?", max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 4}),
        validators=[refuse_child_level],
        help_text="Its author and your colleagues read this. Nothing that identifies a child or a worker.",
    )  # fmt: skip

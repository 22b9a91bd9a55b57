from django import forms

from improvement_hub.core.childlevel import refuse_child_level
from improvement_hub.core.forms import VersionedForm
from improvement_hub.councils.fields import CouncilsField


class WritersForm(VersionedForm):
    """Names stand in the order in which they are typed."""

    authors = forms.CharField(
        label="Who wrote it?", max_length=4000, validators=[refuse_child_level],
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="One name to a line, in the order in which they stand over it: colleagues of the councils that "
        "write it, and over a guest blog people from outside.",
    )  # fmt: skip
    partners = CouncilsField(
        label="Councils that write it together with yours", required=False,
        help_text="By name or code, one to a line. Their members read and change it while it is written.",
    )  # fmt: skip

    def clean_authors(self):
        return self.cleaned_data["authors"].splitlines()


class WritersAloneForm(WritersForm):
    """For those who do not say which councils write it."""

    partners = None  # type: ignore[assignment]

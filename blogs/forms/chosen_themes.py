from django import forms

from blogs import queries
from improvement_hub.core.forms import VersionedForm


class ChosenThemesForm(VersionedForm):
    themes = forms.ModelMultipleChoiceField(
        queries.themes(), required=False, widget=forms.CheckboxSelectMultiple,
        help_text="The narrowest that fit: what is on fostering is found under children in care too.",
    )  # fmt: skip

from django import forms
from django.core.exceptions import ValidationError

from blogs import queries
from improvement_hub.core.forms import VersionedForm

MOST_WORDS = 60


class WordsField(forms.CharField):
    """Several words or phrases, one to a line; empty and repeated lines are passed over."""

    widget = forms.Textarea(attrs={"rows": 5})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), (data or "").replace("\r\n", "\n"))

    def clean(self, value):
        lines = list(dict.fromkeys(line.strip() for line in super().clean(value).splitlines() if line.strip()))
        if len(lines) > MOST_WORDS:
            raise ValidationError(f"Give {MOST_WORDS} at most.")
        if any(len(line) > 80 for line in lines):
            raise ValidationError("Each has 80 characters at most.")
        return lines


class ThemeForm(forms.Form):
    name = forms.CharField(max_length=80)
    acronym = forms.CharField(max_length=12, required=False, help_text="The one that people write most.")
    synonyms = WordsField(
        label="Other words for it", required=False,
        help_text="One to a line, further acronyms too. Each means this theme and no other.",
    )  # fmt: skip
    broader = forms.ModelChoiceField(
        queries.themes(), label="Part of", required=False, empty_label="Nothing broader",
        help_text="Posts on this theme count for that one too.",
    )  # fmt: skip
    description = forms.CharField(
        max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text="In a sentence."
    )


class ChangeThemeForm(ThemeForm, VersionedForm):
    pass


class MergeThemeForm(VersionedForm):
    into = forms.ModelChoiceField(queries.themes(), label="Into which theme?", empty_label="Choose a theme")

    def __init__(self, *args, theme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = queries.themes().exclude(pk=theme.pk)

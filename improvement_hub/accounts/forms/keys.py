"""Forms about partners' systems and their keys."""

from datetime import timedelta

from django import forms
from django.utils import timezone

from improvement_hub.accounts.models import ApiClient, Organisation
from improvement_hub.accounts.scopes import READ, WRITE, scopes_to_offer, words_of
from improvement_hub.accounts.services.keys import KINDS, LONGEST_OVERLAP
from improvement_hub.core.forms import DayField

YEAR = timedelta(days=365)


def as_choices(scopes):
    return [(scope, words_of(scope, of_a_client=True)) for scope in scopes]


def everything():
    return as_choices([READ, WRITE])


def collections():
    return as_choices(scope for scope in scopes_to_offer() if ":" in scope)


class UnlessElsewhere(forms.MultipleChoiceField):
    """Has to be answered, here or in the field beside it: the form asks that."""

    def validate(self, value):
        if value:
            super().validate(value)


class ScopesForm(forms.Form):
    """All of it, or by collection."""

    everything = UnlessElsewhere(label="What it may do", choices=everything, widget=forms.CheckboxSelectMultiple)
    collections = forms.MultipleChoiceField(
        label="Only this", required=False, choices=collections, widget=forms.CheckboxSelectMultiple
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self):
        said = super().clean()
        if not chosen(said):
            self.add_error("everything", "Choose what it may do: at least one.")
        return said


def chosen(said) -> list[str]:
    return [*said.get("everything", []), *said.get("collections", [])]


def choices_within(scopes: str) -> dict[str, list[str]]:
    """The other way round: what of a client's scopes stands in which field."""
    known = scopes.split()
    return {
        "everything": [scope for scope in known if ":" not in scope],
        "collections": [scope for scope in known if ":" in scope],
    }


class ClientForm(ScopesForm):
    version = None  # type: ignore[assignment]
    name = forms.CharField(max_length=100, help_text="As people know it, such as “Intranet” or “National dashboard”.")
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label="It acts for", empty_label=None, help_text="It sees what that council may."
    )
    field_order = ["name", "organisation", "everything", "collections"]

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations
        self.fields["everything"].initial = [READ]


class LimitForm(forms.Form):
    per_minute = forms.IntegerField(
        label="Calls a minute",
        required=False,
        min_value=1,
        max_value=ApiClient.MOST_PER_MINUTE,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-5"}),
        help_text="Empty: as many as everybody.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class LastDay(forms.Form):
    expires_on = DayField(label="Last day", help_text="It works to the end of that day. A year is usual.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["expires_on"].initial = timezone.localdate() + YEAR


class KeyForm(LastDay):
    kind = forms.ChoiceField(choices=KINDS, initial="key", widget=forms.RadioSelect)
    name = forms.CharField(
        label="What it is for", required=False, max_length=60, help_text="So that you know it again, such as “live”."
    )
    field_order = ["kind", "name", "expires_on"]


class RotationForm(LastDay):
    overlap = forms.IntegerField(
        label="Days for which the old key works on",
        initial=7,
        min_value=0,
        max_value=LONGEST_OVERLAP.days,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
        help_text=f"From 0, which ends it now, to {LONGEST_OVERLAP.days}.",
    )
    field_order = ["overlap", "expires_on"]

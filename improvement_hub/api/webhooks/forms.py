"""Forms about webhooks."""

from django import forms

from improvement_hub.accounts.models import Webhook
from improvement_hub.api.webhooks.services import LONGEST_OVERLAP
from improvement_hub.core.forms import VersionedForm


class WebhookForm(forms.Form):
    address = forms.CharField(
        max_length=Webhook.LONGEST_ADDRESS,
        widget=forms.URLInput,
        help_text="Begins with https://, and is on the open internet. Messages are posted to it.",
    )
    collections = forms.MultipleChoiceField(label="Tell it of changes of", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, collections, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["collections"].choices = [(name, name.replace("-", " ").capitalize()) for name in collections]


class ChangeForm(WebhookForm, VersionedForm):
    """Both as they are."""


class RotationForm(VersionedForm):
    overlap = forms.IntegerField(
        label="Days for which messages are signed with the old secret too",
        initial=7,
        min_value=0,
        max_value=LONGEST_OVERLAP.days,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
        help_text=f"From 0, which ends the old one now, to {LONGEST_OVERLAP.days}.",
    )

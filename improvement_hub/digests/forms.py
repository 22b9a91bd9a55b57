from django import forms

from improvement_hub.digests.schedule import Frequency, Weekday

NEVER = "never"


class SubscriptionForm(forms.Form):
    """How often a digest comes; `version` is that of the subscription as it was shown, where there is one."""

    frequency = forms.ChoiceField(
        label="How often do you want a digest?",
        choices=[*Frequency.choices, (NEVER, "Never")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how often your digest comes."},
    )
    weekday = forms.TypedChoiceField(label="If every week, on which day?", choices=Weekday.choices, coerce=int)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

from django import forms

from improvement_hub.core.forms import DayField
from peer_review.models import Activity


class ActivityForm(forms.Form):
    kind = forms.ChoiceField(choices=Activity.Kind)
    title = forms.CharField(max_length=150, help_text="For example: Social workers of the assessment teams.")
    takes_place_on = DayField(label="Day")
    starts_at = forms.TimeField(label="Time", required=False, widget=forms.TimeInput(attrs={"type": "time"}))
    place = forms.CharField(max_length=100, required=False)

from django import forms

from improvement_hub.core.forms import DayField, VersionedForm
from peer_review.forms.impact import SentOnce
from peer_review.models import Activity


def time_field(label):
    return forms.TimeField(label=label, required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))


class ActivityForm(forms.Form):
    kind = forms.ChoiceField(choices=Activity.Kind)
    title = forms.CharField(max_length=150, help_text="For example: Social workers of the assessment teams.")
    takes_place_on = DayField(label="Day")
    starts_at = time_field("Starts at")
    ends_at = time_field("Ends at")
    room = forms.ModelChoiceField(None, required=False, empty_label="In none of the rooms")
    place = forms.CharField(
        label="Where, if in none of the rooms", max_length=100, required=False, help_text="For example: by video."
    )
    people = forms.ModelMultipleChoiceField(
        None, label="Who of the team takes part", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, review, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["room"].queryset = review.rooms.all()
        self.fields["people"].queryset = review.team.sitting().select_related("person")


class NewActivityForm(SentOnce, ActivityForm):
    pass


class ChangeActivityForm(ActivityForm, VersionedForm):
    pass


class RoomForm(forms.Form):
    name = forms.CharField(max_length=60, help_text="For example: Committee room 2.")
    whereabouts = forms.CharField(
        label="Where it is", max_length=150, required=False, help_text="For example: first floor, left of the lift."
    )
    seats = forms.IntegerField(label="How many it seats", min_value=1, max_value=1000, required=False)


class ChangeRoomForm(RoomForm, VersionedForm):
    pass

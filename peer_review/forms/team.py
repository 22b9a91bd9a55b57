from django import forms

from peer_review import queries
from peer_review.models import TeamMember


class TeamMemberForm(forms.Form):
    person = forms.ModelChoiceField(None, empty_label="Choose a person")
    role = forms.ChoiceField(choices=TeamMember.Role, widget=forms.RadioSelect)
    job_title = forms.CharField(max_length=100, help_text="For example: area police commander.")

    def __init__(self, *args, review, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = queries.people_for_team(review)
        self.fields["person"].label_from_instance = lambda person: f"{person}, {person.organisation}"


class ObserverForm(forms.Form):
    person = forms.ModelChoiceField(None, label="Successor", empty_label="Choose a person")
    job_title = forms.CharField(max_length=100)

    def __init__(self, *args, review, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = queries.possible_holders(review)

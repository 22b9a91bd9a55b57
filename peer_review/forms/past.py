from django import forms

from improvement_hub.core.forms import DayField, VersionedForm
from improvement_hub.core.models import BEYOND_THE_TEAM
from improvement_hub.councils.fields import CouncilField, CouncilsField
from peer_review import queries


class PastTerms(forms.Form):
    title = forms.CharField(max_length=150, help_text="For example: Response to neglect.")
    theme = forms.ModelChoiceField(queries.themes(), empty_label="Choose a theme")
    year = forms.IntegerField(
        required=False, min_value=1990, max_value=2100, help_text="Enough, if the days are not known."
    )
    starts_on = DayField(label="First day", required=False)
    ends_on = DayField(label="Last day", required=False)
    review_lead = CouncilField(label="Council that led", required=False, help_text="A name, or any code of it.")
    observer = CouncilField(label="Council that observed", required=False)
    participants = CouncilsField(label="Other councils that took part", required=False, help_text="One to a line.")
    method_name = forms.CharField(
        label="How it was held", max_length=100, required=False, help_text="For example: corporate peer challenge."
    )
    conclusions = forms.CharField(
        label="What it concluded, in its own words", required=False, max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="Nothing that identifies a child or a worker. None of it counts as a finding.",
    )  # fmt: skip


class RecordPastForm(PastTerms):
    host = forms.ModelChoiceField(None, empty_label="Choose the council that hosted it")
    field_order = ["host"]

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["host"].queryset = queries.hosts_to_record_for(actor)
        if actor.manages:
            self.fields["host"].initial = self.fields["host"].queryset.filter(pk__in=actor.manages).first()


class ChangePastForm(PastTerms, VersionedForm):
    pass


class SharePastForm(VersionedForm):
    visibility = forms.ChoiceField(
        label="Who may read this record?",
        choices=[("review", "The host alone"), *BEYOND_THE_TEAM[1:]],
        widget=forms.RadioSelect,
    )

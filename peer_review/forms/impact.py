import uuid

from django import forms

from improvement_hub.core.forms import DayField, VersionedForm
from improvement_hub.core.models import BEYOND_THE_TEAM
from peer_review import queries
from peer_review.models import Action, FollowUp, Recommendation, Unit


def words(label, rows=4, **terms):
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **terms)


def number(label, **terms):
    widget = forms.TextInput(attrs={"inputmode": "decimal"})
    return forms.DecimalField(label=label, max_digits=12, decimal_places=2, required=False, widget=widget, **terms)


def count(label, **terms):
    widget = forms.TextInput(attrs={"inputmode": "numeric"})
    return forms.IntegerField(label=label, min_value=1, max_value=10_000_000, required=False, widget=widget, **terms)


class SentOnce(forms.Form):
    """The hidden id makes what is sent twice arrive once."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)


class RecommendationForm(forms.Form):
    text = words("What do you recommend?", max_length=1000, help_text="Nothing that identifies a child or a worker.")
    timescale = forms.ChoiceField(
        label="By when?", choices=Recommendation.Timescale, widget=forms.RadioSelect, initial="6_months"
    )
    findings = forms.ModelMultipleChoiceField(
        None, label="Which findings does it rest on?", required=False, widget=forms.CheckboxSelectMultiple
    )
    made_on = DayField(label="Day of the report", required=False, help_text="Its follow-ups are counted from this day.")
    field_order = ["text", "findings", "made_on", "timescale"]

    def __init__(self, *args, review, actor, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["findings" if review.is_recorded else "made_on"]
        if not review.is_recorded:
            self.fields["findings"].queryset = queries.findings_to_rest_on(review, actor)
            self.fields["findings"].label_from_instance = lambda finding: finding.text


class NewRecommendationForm(SentOnce, RecommendationForm):
    pass


class ChangeRecommendationForm(VersionedForm, RecommendationForm):
    pass


class NothingRecommendedForm(forms.Form):
    reason = words("Why is nothing recommended?", 3, max_length=500)


class ReasonedStepForm(VersionedForm):
    reason = words("Why?", 3, max_length=500, help_text="The team reads this. Nothing that identifies a child.")


class ShareRecommendationForm(VersionedForm):
    visibility = forms.ChoiceField(
        label="Who may read this recommendation, its actions and its follow-ups?",
        choices=BEYOND_THE_TEAM,
        widget=forms.RadioSelect,
    )


class ActionTerms(forms.Form):
    outcome = forms.CharField(
        max_length=300, label="Outcome", help_text="What will be different for children and families?"
    )
    words = words("Action", max_length=1000, help_text="What do you do about it?")
    owner_role = forms.CharField(
        label="Owner’s role", max_length=100, help_text="For example: head of early help. Never a name."
    )
    due_on = DayField(label="Due")
    measure = forms.CharField(
        label="Measure", max_length=150, required=False,
        help_text="What do you count? For example: children seen within five days. With a measure, fill in all below.",
    )  # fmt: skip
    unit = forms.ChoiceField(choices=[("", "Choose a unit"), *Unit.choices], required=False)
    better = forms.ChoiceField(
        label="Which way is better?", choices=[("", "Choose one"), *Action.Better.choices], required=False
    )
    measure_source = forms.CharField(
        label="Source",
        max_length=150,
        required=False,
        help_text="Where the number comes from, such as a monthly return.",
    )
    baseline = number("Baseline", help_text="What it is today.")
    baseline_n = count("Baseline: of how many (n)?", help_text="A percentage stands with its n.")
    baseline_on = DayField(label="Day of the baseline", required=False)
    target = number("Target")
    target_on = DayField(label="Day of the target", required=False)


class NewActionForm(SentOnce, ActionTerms):
    pass


class ChangeActionForm(VersionedForm, ActionTerms):
    pass


class ReadingTerms(forms.Form):
    value = number("New value")
    value_n = count("Of how many (n)?", help_text="For a percentage.")
    measured_on = DayField(label="Measured on", required=False)


class ProgressNoteForm(SentOnce, ReadingTerms):
    text = words("How does it go?", 6, max_length=4000, help_text="Markdown works. The team and the host read it.")
    documents = forms.ModelMultipleChoiceField(
        None, label="Documents that show it", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="First add them on the Documents page of the review.",
    )  # fmt: skip
    field_order = ["text", "value", "value_n", "measured_on", "documents"]

    def __init__(self, *args, action, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["documents"].queryset = queries.documents_to_attach(action, actor)
        if action.has_measure:
            self.fields["value"].label = f"{action.measure}: new value ({action.get_unit_display()})"
        else:
            for name in ReadingTerms.base_fields:
                del self.fields[name]


class FollowUpForm(ReadingTerms):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    done = forms.ChoiceField(label="How much of it is done?", choices=FollowUp.Done, widget=forms.RadioSelect)
    impact = forms.ChoiceField(label="What is its impact?", choices=FollowUp.Impact, widget=forms.RadioSelect)
    action = forms.ModelChoiceField(None, label="Measure", required=False, empty_label="Choose a measure")
    words = words("In words", required=False, max_length=2000, help_text="What changed, and how you know.")
    field_order = ["done", "impact", "action", "value", "value_n", "measured_on", "words"]

    def __init__(self, *args, recommendation, **kwargs):
        super().__init__(*args, **kwargs)
        measured = recommendation.actions.exclude(measure="")
        if not measured:
            self.leave_out_measures()
            return
        self.fields["action"].queryset = measured
        self.fields["action"].label_from_instance = lambda action: f"{action.measure} ({action.get_unit_display()})"

    def leave_out_measures(self):
        """No action here has a measure: what asks for one is not asked."""
        for name in ("action", *ReadingTerms.base_fields):
            del self.fields[name]
        self.fields["impact"].choices = [one for one in FollowUp.Impact.choices if one[0] != FollowUp.Impact.MEASURED]
        self.fields["impact"].help_text = "To answer with a value, first give an action its measure."

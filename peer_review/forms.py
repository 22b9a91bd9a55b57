import uuid

from django import forms

from improvement_hub.core.forms import DayField, VersionedForm
from improvement_hub.core.models import Visibility
from improvement_hub.councils.models import Council
from peer_review import queries
from peer_review.models import Activity, Evidence, SourceRole, Statement, Support, TeamMember


class LinesField(forms.CharField):
    """Several short texts, one to a line; empty lines are passed over."""

    widget = forms.Textarea(attrs={"rows": 6})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value):
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]


KEYLINES = {"label": "Key lines of enquiry", "help_text": "Write one question to a line."}


class ReviewTerms(forms.Form):
    title = forms.CharField(max_length=150, help_text="For example: Response to neglect.")
    scope = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), required=False)
    keylines = LinesField(**KEYLINES)
    starts_on = DayField(label="First day of the visit", required=False)
    ends_on = DayField(label="Last day of the visit", required=False)


class OpenReviewForm(ReviewTerms):
    """Host, review lead and observer, a theme, key lines and the visiting team."""

    theme = forms.ModelChoiceField(queries.themes(), empty_label="Choose a theme")
    host = forms.ModelChoiceField(None, empty_label="Choose the host")
    review_lead = forms.ModelChoiceField(None, empty_label="Choose a council")
    observer = forms.ModelChoiceField(None, empty_label="Choose a council")
    field_order = [
        "title",
        "theme",
        "host",
        "review_lead",
        "observer",
        "scope",
        "keylines",
        "starts_on",
        "ends_on",
    ]

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        own = Council.objects.filter(pk__in=actor.manages)
        invented = own.filter(demonstration=True).exists()
        self.fields["host"].queryset = own
        self.fields["host"].initial = own.first()
        for seat in ("review_lead", "observer"):
            self.fields[seat].queryset = Council.objects.in_being().filter(demonstration=invented)


class ChangeReviewForm(ReviewTerms, VersionedForm):
    pass


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
        self.fields["person"].queryset = queries.possible_observers(review)


class ActivityForm(forms.Form):
    kind = forms.ChoiceField(choices=Activity.Kind)
    title = forms.CharField(max_length=150, help_text="For example: Social workers of the assessment teams.")
    takes_place_on = DayField(label="Day")
    starts_at = forms.TimeField(label="Time", required=False, widget=forms.TimeInput(attrs={"type": "time"}))
    place = forms.CharField(max_length=100, required=False)


class CaptureForm(forms.Form):
    """Made for one thumb. The hidden id makes a note that is sent twice arrive once."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    activity = forms.ModelChoiceField(None, empty_label="Choose the activity")
    keyline = forms.ModelChoiceField(None, label="Key line of enquiry", empty_label=None, widget=forms.RadioSelect)
    bearing = forms.ChoiceField(label="What is it?", choices=Evidence.Bearing, widget=forms.RadioSelect)
    source_role = forms.ChoiceField(
        label="Who said it, or where does it stand?",
        choices=[("", "Choose a role"), *SourceRole.choices],
        help_text="A role, never a name.",
    )
    note = forms.CharField(
        label="In words", max_length=4000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Nothing that identifies a child or a worker.",
    )  # fmt: skip

    def __init__(self, *args, review, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["activity"].queryset = review.activities.exclude(state="cancelled")
        self.fields["keyline"].queryset = review.keylines.all()


class ReasonForm(forms.Form):
    reason = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=300)


class HoldForm(VersionedForm):
    reason = forms.CharField(
        label="Why do you hold it?", widget=forms.Textarea(attrs={"rows": 3}), max_length=500,
        help_text="The team reads this. Nothing that identifies a child or a worker.",
    )  # fmt: skip


class HypothesisForm(forms.Form):
    keyline = forms.ModelChoiceField(None, label="Key line of enquiry", empty_label="Choose a key line")
    text = forms.CharField(label="What does the team say?", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))
    bearing = forms.ChoiceField(label="It is", choices=Statement.Bearing, widget=forms.RadioSelect)
    evidence = forms.ModelMultipleChoiceField(
        None, label="Evidence that supports it", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, review, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["keyline"].queryset = review.keylines.all()
        self.fields["evidence"].queryset = queries.evidence(actor, review).filter(withdrawn_at=None)
        self.fields["evidence"].label_from_instance = evidence_in_a_line


def evidence_in_a_line(piece):
    return f"{piece.note} ({piece.get_source_role_display()}, {piece.activity})"


class StatementForm(VersionedForm):
    text = forms.CharField(label="What does the team say?", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))
    bearing = forms.ChoiceField(label="It is", choices=Statement.Bearing, widget=forms.RadioSelect)


class LinkForm(forms.Form):
    evidence = forms.ModelChoiceField(None, empty_label=None, widget=forms.RadioSelect)
    relation = forms.ChoiceField(
        label="What does it do?",
        choices=Support.Relation,
        initial=Support.Relation.SUPPORTS,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, statement, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["evidence"].queryset = queries.unlinked_evidence(actor, statement)
        self.fields["evidence"].label_from_instance = evidence_in_a_line


class ShareForm(VersionedForm):
    visibility = forms.ChoiceField(
        label="Who may read this finding?",
        choices=[choice for choice in Visibility.choices if choice[0] != Visibility.TEAM],
        widget=forms.RadioSelect,
    )


class StepForm(VersionedForm):
    """A step that asks for nothing."""

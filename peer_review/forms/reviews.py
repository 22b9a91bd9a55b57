from django import forms

from improvement_hub.core.forms import DayField, VersionedForm
from improvement_hub.councils.fields import CouncilsField
from improvement_hub.councils.models import Council
from peer_review import queries


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
    observer = forms.ModelChoiceField(
        None,
        required=False,
        empty_label="Choose a council",
        help_text="Leave this empty where the method has no observer.",
    )
    participants = CouncilsField(
        label="Other councils that take part",
        required=False,
        help_text="Only where the method brings more than three councils together.",
    )
    method = forms.ModelChoiceField(None, empty_label="Choose a method")
    keylines = LinesField(
        label="Key lines of enquiry",
        required=False,
        help_text="Write one question to a line. Leave this empty to begin with the questions of the method.",
    )
    field_order = [
        "title",
        "theme",
        "method",
        "host",
        "review_lead",
        "observer",
        "participants",
        "scope",
        "keylines",
        "starts_on",
        "ends_on",
    ]

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        own = Council.objects.filter(pk__in=actor.manages)
        invented = own.filter(demonstration=True).exists()
        self.fields["method"].queryset = queries.methods_offered(own)
        self.fields["host"].queryset = own
        self.fields["host"].initial = own.first()
        for seat in ("review_lead", "observer"):
            self.fields[seat].queryset = Council.objects.in_being().filter(demonstration=invented)

    def clean_keylines(self):
        return self.cleaned_data["keylines"] or None


class ChangeReviewForm(ReviewTerms, VersionedForm):
    pass


class ReasonForm(forms.Form):
    reason = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=300)


class StepReasonForm(VersionedForm):
    """A step that asks why."""

    reason = forms.CharField(
        label="Why?", widget=forms.Textarea(attrs={"rows": 3}), max_length=500,
        help_text="Everyone with a part in this review reads it. Nothing that identifies a child or a worker.",
    )  # fmt: skip


class StepForm(VersionedForm):
    """A step that asks for nothing."""

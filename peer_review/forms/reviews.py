from django import forms
from django.utils.html import format_html

from improvement_hub.core.forms import DayField, VersionedForm
from improvement_hub.councils.fields import CouncilsField
from improvement_hub.councils.models import Council
from peer_review import queries, services
from peer_review.forms.lines import LinesField

KEYLINES = {"label": "Key lines of enquiry", "help_text": "Write one question to a line."}


class ReviewTerms(forms.Form):
    title = forms.CharField(max_length=150, help_text="For example: Response to neglect.")
    scope = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), required=False)
    keylines = LinesField(**KEYLINES)
    starts_on = DayField(label="First day of the visit", required=False)
    ends_on = DayField(label="Last day of the visit", required=False)


class MethodField(forms.ModelChoiceField):
    """Each method with whom it brings together and what it is for."""

    def label_from_instance(self, method):
        words = '<strong>{}</strong><span class="hub-option__more">{}. {}</span>'
        return format_html(words, method, method.councils_needed, method.summary)


class OpenReviewForm(ReviewTerms):
    """Host, review lead and observer, a theme, key lines and the visiting team."""

    theme = forms.ModelChoiceField(queries.themes(), empty_label="Choose a theme")
    host = forms.ModelChoiceField(None, empty_label="Choose the host")
    review_lead = forms.ModelChoiceField(None, empty_label="Choose a council")
    observer = forms.ModelChoiceField(
        None,
        required=False,
        empty_label="Choose a council",
        help_text="Only where the method has an observer.",
    )
    participants = CouncilsField(
        label="Other councils that take part",
        required=False,
        help_text="Only where the method brings more than three councils together.",
    )
    method = MethodField(None, empty_label=None, widget=forms.RadioSelect, label="How will it be held?")
    keylines = LinesField(
        label="Key lines of enquiry",
        required=False,
        help_text="Write one question to a line. Leave this empty to begin with the questions of the method.",
    )
    field_order = [
        "method",
        "title",
        "theme",
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
        self.fields["method"].initial = self.fields["method"].queryset.filter(slug="triad-review").first()
        self.fields["host"].queryset = own
        self.fields["host"].initial = own.first()
        for seat in ("review_lead", "observer"):
            self.fields[seat].queryset = Council.objects.in_being().filter(demonstration=invented)

    def clean(self):
        """What the terms break with each other is said together with what is amiss in a single one."""
        terms = super().clean()
        if not {"starts_on", "ends_on"} <= terms.keys():
            terms = {name: terms[name] for name in terms if name not in ("starts_on", "ends_on")}
        for broken in services.problems_of_opening(**terms):
            if broken.field not in self.errors:
                self.add_error(broken.field, broken.sentence)

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

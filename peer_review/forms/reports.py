from django import forms
from django.utils import timezone

from improvement_hub.core.days import working_days_from
from improvement_hub.core.forms import DayField, VersionedForm
from improvement_hub.core.models import BEYOND_THE_TEAM
from peer_review.forms.impact import SentOnce
from peer_review.models import AccuracyComment, ReportStyle
from peer_review.models.reports import LONGEST_PARAGRAPH, LONGEST_REMARK
from peer_review.models.statements import LONGEST_STATEMENT
from peer_review.report.checking import LARGEST, TOO_LARGE
from peer_review.report.content import COLOUR

NOBODY_NAMED = "Nothing that identifies a child or a worker."
MARKS = "Start a line with - for a list; **two stars** make words bold, *one star* italic."


def words(label, *, rows=4, **terms):
    terms.setdefault("max_length", LONGEST_REMARK)
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **terms)


class DeadlineForm(VersionedForm):
    """Until when the host checks the report."""

    deadline = DayField(
        label="Until when does the host check it?",
        initial=lambda: working_days_from(timezone.localdate(), 10),
        help_text="Ten working days, unless you choose another day.",
    )


class PartForm(VersionedForm):
    """A part of the letter that may be empty."""

    text = words("Words of the letter", rows=12, max_length=LONGEST_PARAGRAPH, required=False, help_text=MARKS)


class ParagraphForm(VersionedForm):
    text = words("Paragraph", rows=10, max_length=LONGEST_PARAGRAPH, help_text=MARKS)


class NewParagraphForm(SentOnce):
    text = words("Paragraph", rows=10, max_length=LONGEST_PARAGRAPH, help_text=MARKS)


class CommentForm(forms.Form):
    quote = forms.CharField(label="Which words?", required=False, max_length=500, help_text="As they stand there.")
    inaccurate = words("What is not accurate?", help_text=f"The team reads this. {NOBODY_NAMED}")
    evidence = words("What shows it?", required=False, rows=3, help_text="A figure with its source, or a document.")


class NewCommentForm(SentOnce, CommentForm):
    pass


class ChangeCommentForm(CommentForm, VersionedForm):
    pass


class AnswerForm(VersionedForm):
    """The version is the paragraph's."""

    outcome = forms.ChoiceField(
        label="What do you decide?", choices=AccuracyComment.Outcome, widget=forms.RadioSelect,
    )  # fmt: skip
    text = words("Paragraph, as it shall read", rows=10, max_length=LONGEST_PARAGRAPH, required=False, help_text=MARKS)
    answer = words("Your answer to the host", help_text=f"The host and the team read this. {NOBODY_NAMED}")


class AnswerAboutFindingForm(AnswerForm):
    correction = words(
        "The finding, as it shall read",
        required=False,
        max_length=LONGEST_STATEMENT,
        help_text="Its page, the slides and the API say this then. Leave it empty, and the finding follows the "
        "paragraph where both read alike, and stays where they do not.",
    )
    field_order = ["version", "outcome", "text", "correction", "answer"]


class AnswerOutsideForm(VersionedForm):
    """About a paragraph that was taken out: only words are left to give."""

    outcome = AnswerForm.base_fields["outcome"]
    answer = AnswerForm.base_fields["answer"]


class ShareReportForm(VersionedForm):
    visibility = forms.ChoiceField(label="Who may read the report?", choices=BEYOND_THE_TEAM, widget=forms.RadioSelect)


def small_enough(file):
    """Before any of it is read."""
    if file.size > LARGEST:
        raise forms.ValidationError(TOO_LARGE)


class StyleForm(VersionedForm):
    """How the reports of a region look."""

    name = forms.CharField(
        label="Name on the report", max_length=100, help_text="For example: Northmoor Improvement Alliance."
    )
    colour = forms.CharField(max_length=7, help_text=f"Of headings in the PDF, as # and six digits: {COLOUR}.")
    slides = forms.FileField(
        label="Template for slides",
        required=False,
        validators=[small_enough],
        help_text="A PowerPoint presentation (.pptx) of at most 2 MB.",
    )
    letter = forms.FileField(
        label="Template for the letter",
        required=False,
        validators=[small_enough],
        help_text="A Word document (.docx) of at most 2 MB.",
    )
    drop = forms.MultipleChoiceField(
        label="Go back to the hub’s own",
        required=False,
        choices=[("slides", "Template for slides"), ("letter", "Template for the letter")],
        widget=forms.CheckboxSelectMultiple,
    )

    def clean_colour(self):
        ReportStyle._meta.get_field("colour").run_validators(self.cleaned_data["colour"])
        return self.cleaned_data["colour"]

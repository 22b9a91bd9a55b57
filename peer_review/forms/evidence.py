import uuid

from django import forms
from django.utils import timezone

from improvement_hub.core.forms import DayField, VersionedForm
from peer_review.models import Evidence, SourceRole


class NoteForm(forms.Form):
    """What a note says."""

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
    observed_on = DayField(label="Day it was heard", required=False, help_text="Today, unless you say another day.")

    def __init__(self, *args, review, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["activity"].queryset = review.activities.exclude(state="cancelled")
        self.fields["keyline"].queryset = review.keylines.all()
        self.fields["observed_on"].widget.attrs["max"] = timezone.localdate().isoformat()


class CaptureForm(NoteForm):
    """Made for one thumb. The hidden id makes a note that is sent twice arrive once."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class ChangeNoteForm(VersionedForm, NoteForm):
    """A note that its author puts right."""

    observed_on = DayField(label="Day it was heard")

import uuid

from django import forms

from peer_review.models import Evidence, SourceRole


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

from django import forms

from improvement_hub.core.childlevel import refuse_child_level
from improvement_hub.core.forms import VersionedForm
from peer_review.models.self_assessments import LONGEST_POSITION, LONGEST_VIEW

KEPT_BACK = "The team reads it once you give it to them. Nothing that identifies a child or a worker."


class PositionForm(VersionedForm):
    position = forms.CharField(
        label="Position statement", max_length=LONGEST_POSITION, validators=[refuse_child_level],
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text=f"Where your service stands, and what you want from your peers. Markdown works. {KEPT_BACK}",
    )  # fmt: skip


class ViewForm(VersionedForm):
    rating = forms.CharField(
        label="How do you judge yourselves?", max_length=200, validators=[refuse_child_level],
        help_text="In a few words of your own. For example: good in two of three localities.",
    )  # fmt: skip
    strengths = forms.CharField(
        label="What goes well, and how do you know?", required=False, max_length=LONGEST_VIEW,
        validators=[refuse_child_level], help_text=f"Markdown works here and below. {KEPT_BACK}",
        widget=forms.Textarea(attrs={"rows": 8, "data-heading": "What goes well"}),
    )  # fmt: skip
    concerns = forms.CharField(
        label="What worries you?", required=False, max_length=LONGEST_VIEW, validators=[refuse_child_level],
        widget=forms.Textarea(attrs={"rows": 8, "data-heading": "What worries us"}),
    )  # fmt: skip

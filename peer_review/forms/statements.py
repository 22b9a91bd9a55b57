from django import forms

from improvement_hub.core.forms import VersionedForm
from improvement_hub.core.models import Visibility
from peer_review import queries
from peer_review.models import Statement, Support


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

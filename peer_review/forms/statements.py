import uuid

from django import forms

from improvement_hub.core.forms import VersionedForm
from improvement_hub.core.models import BEYOND_THE_TEAM
from peer_review import queries
from peer_review.models import Statement, Support

MOST_OFFERED = 50  # pieces of evidence on a form; the board has them all


class HoldForm(VersionedForm):
    reason = forms.CharField(
        label="Why do you hold it?", widget=forms.Textarea(attrs={"rows": 3}), max_length=500,
        help_text="The team reads this. Nothing that identifies a child or a worker.",
    )  # fmt: skip


class LiftForm(VersionedForm):
    reason = forms.CharField(
        label="What settled it?", widget=forms.Textarea(attrs={"rows": 3}), max_length=500,
        help_text="The team reads this in the thread. Nothing that identifies a child or a worker.",
    )  # fmt: skip


class AnswerHoldForm(forms.Form):
    """The hidden id makes an answer that is sent twice arrive once."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    words = forms.CharField(
        label="Your answer", widget=forms.Textarea(attrs={"rows": 5}), max_length=2000,
        help_text="The team reads this. Nothing that identifies a child or a worker.",
    )  # fmt: skip


class PiecesField(forms.ModelMultipleChoiceField):
    """Pieces of evidence of one review, ticked; `offer` says which of them the page shows."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        super().__init__(None, **kwargs)

    def offer(self, pieces, *, chosen=(), most=MOST_OFFERED):
        """The chosen ones; where none are, the first of the pieces."""
        wanted = [text for text in chosen if is_id(text)]
        first = pieces.values_list("pk", flat=True)[:most]
        self.queryset = pieces.filter(pk__in=wanted or list(first))

    def label_from_instance(self, piece):
        return evidence_in_a_line(piece)


def is_id(text) -> bool:
    try:
        return bool(uuid.UUID(str(text)))
    except ValueError:
        return False


class HypothesisForm(forms.Form):
    """With the evidence it is written from, which the page of the board sends along."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)
    keyline = forms.ModelChoiceField(None, label="Key line of enquiry", empty_label="Choose a key line")
    text = forms.CharField(label="What does the team say?", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))
    bearing = forms.ChoiceField(label="It is", choices=Statement.Bearing, widget=forms.RadioSelect)
    evidence = PiecesField(label="Evidence that supports it", required=False)

    def __init__(self, *args, review, actor, chosen=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["keyline"].queryset = review.keylines.all()
        self.fields["evidence"].offer(queries.tray(actor, review).filter(withdrawn_at=None), chosen=chosen)


def evidence_in_a_line(piece):
    return f"{piece.note} ({piece.get_source_role_display()}, {piece.activity})"


class StatementForm(VersionedForm):
    text = forms.CharField(label="What does the team say?", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))
    bearing = forms.ChoiceField(label="It is", choices=Statement.Bearing, widget=forms.RadioSelect)


class LinkForm(forms.Form):
    evidence = PiecesField(error_messages={"required": "Choose at least one piece of evidence."})
    relation = forms.ChoiceField(
        label="What does it do?",
        choices=Support.Relation,
        initial=Support.Relation.SUPPORTS,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, statement, actor, chosen=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["evidence"].offer(queries.unlinked_evidence(actor, statement), chosen=chosen)


class BoardForm(forms.Form):
    """Pieces of the tray and the statement they are linked to; `tray` is how the tray was filtered."""

    evidence = PiecesField(error_messages={"required": "Choose at least one piece of evidence."})
    statement = forms.ModelChoiceField(
        None,
        empty_label="Choose a statement",
        error_messages={"required": "Choose the statement that it supports or challenges."},
    )
    relation = forms.ChoiceField(
        label="What does it do?", choices=Support.Relation, initial=Support.Relation.SUPPORTS, widget=forms.RadioSelect
    )
    tray = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2000)

    def __init__(self, *args, review, actor, chosen=(), **kwargs):
        super().__init__(*args, **kwargs)
        pieces = queries.tray(actor, review).filter(withdrawn_at=None)
        self.fields["evidence"].offer(pieces, chosen=chosen)
        self.fields["statement"].queryset = queries.statements(actor, review)


class ShareForm(VersionedForm):
    visibility = forms.ChoiceField(
        label="Who may read this finding?",
        choices=BEYOND_THE_TEAM,
        widget=forms.RadioSelect,
    )

from django import forms

from improvement_hub.core.childlevel import refuse_child_level
from improvement_hub.core.files.fields import UploadField
from improvement_hub.core.forms import DayField, VersionedForm
from improvement_hub.core.models import Visibility
from peer_review import queries
from peer_review.models import Document
from peer_review.models.documents import Classification, Exemption, GivenBy

READERS = [
    ("review", "The team and the host"),
    ("region", "Also members of the host’s region"),
    ("sector", "Also members of all councils and regions"),
    ("public", "Everyone"),
]


class RegisterFields(forms.Form):
    """A document's line in the register."""

    title = forms.CharField(
        max_length=150, validators=[refuse_child_level],
        help_text="What it is. Nothing that identifies a child or a worker.",
    )  # fmt: skip
    item = forms.ModelChoiceField(None, label="On the checklist", required=False, empty_label="Not on the checklist")
    kind = forms.ChoiceField(choices=[("", "Choose what it is"), *Document.Kind.choices])
    classification = forms.ChoiceField(
        choices=Classification, widget=forms.RadioSelect,
        help_text="As the document itself is marked. It is a label: who reads it is set apart from this.",
    )  # fmt: skip
    owner = forms.CharField(
        max_length=100, validators=[refuse_child_level],
        help_text="The role that answers for it. For example: head of quality assurance.",
    )  # fmt: skip
    exemption = forms.ChoiceField(
        label="Freedom of information: withheld under",
        required=False,
        choices=[("", "No exemption"), *Exemption.choices],
        help_text="If somebody asked for it under the Freedom of Information Act 2000.",
    )
    review_on = DayField(
        label="Look at the exemption again on", required=False, help_text="Needed where there is an exemption."
    )

    def __init__(self, *args, review, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = queries.checklist(actor, review)


class AddDocumentForm(RegisterFields):
    file = UploadField()
    publish_on = DayField(
        label="To be published on", required=False,
        help_text="If that is planned. Nobody beyond team and host reads it before, or before the director shares it.",
    )  # fmt: skip
    field_order = ["file", "title", "item"]


class ChangeDocumentForm(RegisterFields, VersionedForm):
    pass


class ReplaceFileForm(VersionedForm):
    file = UploadField()


class ShareDocumentForm(VersionedForm):
    visibility = forms.ChoiceField(label="Who may read this document?", choices=READERS, widget=forms.RadioSelect)
    publish_on = DayField(
        label="From which day on?", required=False,
        help_text="Needed for everyone. Before that day only the team and the host read it.",
    )  # fmt: skip

    def __init__(self, *args, visibilities, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["visibility"].choices = [choice for choice in READERS if choice[0] in visibilities]


class RemoveDocumentForm(VersionedForm):
    reason = forms.CharField(
        label="Why do you remove it?", max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        validators=[refuse_child_level], help_text="Team and host read this. Nothing that identifies a child.",
    )  # fmt: skip


class AskForDocumentForm(forms.Form):
    title = forms.CharField(
        label="Which document?", max_length=150, validators=[refuse_child_level],
        help_text="For example: Audit programme of the last twelve months.",
    )  # fmt: skip
    given_by = forms.ChoiceField(
        label="Who brings it?", choices=GivenBy, initial=GivenBy.HOST, widget=forms.RadioSelect
    )
    required = forms.BooleanField(
        label="The visit cannot begin without it", required=False, initial=True,
    )  # fmt: skip


class WaiveDocumentForm(forms.Form):
    reason = forms.CharField(
        label="Why can the review do without it?", max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        validators=[refuse_child_level],
    )  # fmt: skip


SHARED_WITHIN = [Visibility.REVIEW.value]
SHARED_BEYOND = [visibility for visibility, _ in READERS]

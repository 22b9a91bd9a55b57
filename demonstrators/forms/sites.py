import uuid

from django import forms

from demonstrators import queries
from demonstrators.models import Strand
from demonstrators.models.entries import HEADINGS, LONGEST_PART, READERS
from demonstrators.workflow import MEANING, Stage
from improvement_hub.core.forms import DayField, VersionedForm
from improvement_hub.core.permissions import allows
from improvement_hub.councils.fields import CouncilField, CouncilsField
from improvement_hub.councils.models import Council

STAGES = [(stage.value, f"{stage.label}: {MEANING[stage]}") for stage in Stage]


class SiteTerms(forms.Form):
    name = forms.CharField(max_length=150, help_text="What it is about, in a few words.")
    strand = forms.ModelChoiceField(Strand.objects.none(), required=False, empty_label="Not known, or none")
    partners = CouncilsField(
        label="Partner councils", required=False, help_text="One to a line: a name, or any code of it."
    )
    councils_stated = forms.IntegerField(
        label="Number of councils announced", required=False, min_value=1, max_value=200,
        help_text="Only if some are not named in public. Count the lead.",
    )  # fmt: skip
    summary = forms.CharField(
        label="What it sets out to change", required=False, max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 6}), help_text="Everyone can read this. Markdown works.",
    )  # fmt: skip
    adapted_from_council = CouncilField(
        label="Adapted from: council", required=False, help_text="A name, or any code of it."
    )
    adapted_from_words = forms.CharField(label="Adapted from: what", required=False, max_length=300)


class OpenSiteForm(SiteTerms):
    """Programme and lead stay as they are chosen here."""

    programme = forms.ModelChoiceField(None, empty_label="Choose a programme")
    lead = forms.ModelChoiceField(None, label="Lead council", empty_label="Choose the lead")
    field_order = ["name", "programme", "strand", "lead", "partners"]

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        maintains = allows(actor, "demonstrators.record_site")
        councils = Council.objects.in_being()
        programmes = queries.programmes_offered(actor, invented=maintains)
        self.fields["lead"].queryset = councils if maintains else councils.filter(pk__in=actor.directs)
        self.fields["programme"].queryset = programmes
        self.fields["strand"].queryset = Strand.objects.filter(programme__in=programmes).select_related("programme")
        self.fields["strand"].label_from_instance = lambda strand: f"{strand.programme}: {strand}"


class ChangeSiteForm(SiteTerms, VersionedForm):
    def __init__(self, *args, site, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["strand"].queryset = site.programme.strands.all()


class StageForm(VersionedForm):
    stage = forms.ChoiceField(label="Which stage has it come to?", choices=STAGES, widget=forms.RadioSelect)
    reached_on = DayField(label="Since when?", required=False, help_text="Leave it empty if it is not known.")
    note = forms.CharField(
        label="What made the difference?", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Everyone can read this.",
    )  # fmt: skip


def part(name, label, help_text=""):
    return forms.CharField(
        label=label, required=False, max_length=LONGEST_PART, help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 6, "data-heading": HEADINGS[name]}),
    )  # fmt: skip


class EntryWords(forms.Form):
    happened_on = DayField(label="Day", help_text="When it happened, or when you look back.")
    did = part("did", "What did you do?", "Needed before it is published. Markdown works here and below.")
    found_hard = part(
        "found_hard", "What did you find hard?", "Needed before it is published: others learn most from it."
    )
    learned = part("learned", "What did you learn?")
    next_steps = part("next_steps", "What comes next?")


class EntryReaders(forms.Form):
    visibility = forms.ChoiceField(
        label="Who may read it once it is published?", choices=READERS, initial="sector", widget=forms.RadioSelect
    )


class WriteEntryForm(EntryReaders, EntryWords):
    """The hidden id makes a draft that is sent twice arrive once."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)
    field_order = ["happened_on", "did", "found_hard", "learned", "next_steps", "visibility"]


class ChangeEntryForm(EntryWords, VersionedForm):
    pass


class ShareEntryForm(EntryReaders, VersionedForm):
    pass

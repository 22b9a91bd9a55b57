from django import forms

from demonstrators import queries
from demonstrators.forms.visits import NO_NAMES, words
from demonstrators.models.approaches import EARLIEST, LATEST, LONGEST_TEXT, UseStatus
from improvement_hub.core.childlevel import refuse_child_level
from improvement_hub.core.forms import VersionedForm
from improvement_hub.councils.fields import CouncilField

EVERYONE = "Everyone can read this. Markdown works."


def year(label, **terms):
    return forms.IntegerField(label=label, required=False, min_value=EARLIEST, max_value=LATEST, **terms)


def line(label, longest=200, **terms):
    return forms.CharField(
        label=label, required=False, max_length=longest, validators=[refuse_child_level], **terms
    )  # fmt: skip


def address(label, **terms):
    return forms.URLField(label=label, required=False, max_length=500, assume_scheme="https", **terms)


class ApproachTerms(forms.Form):
    name = forms.CharField(max_length=150, validators=[refuse_child_level])
    about = words("What is it?", required=False, max_length=LONGEST_TEXT, help_text=EVERYONE)
    origin_words = line("Where it began, if not with a council", help_text="For example: Western Australia.")
    began_in = year("Year it began", help_text="Leave it empty if it is not certain.")
    source_url = address("Where that is public", help_text="The address of a page that everyone can read.")


class ApproachForm(ApproachTerms):
    origin_council = CouncilField(label="Council it began with", required=False, help_text="A name, or any code of it.")
    field_order = ["name", "about", "origin_council"]


class ChangeApproachForm(ApproachTerms, VersionedForm):
    pass


class UseTerms(forms.Form):
    site = forms.ModelChoiceField(
        None, label="At which site?", required=False, empty_label="At none, or not known", to_field_name="slug"
    )
    status = forms.ChoiceField(
        label="Does the council use it?", choices=UseStatus, initial="using", widget=forms.RadioSelect
    )
    since = year("Since which year?")
    stopped_in = year("Stopped in which year?", help_text="Only if it has stopped.")
    adapted = words("How was it adapted?", required=False, max_length=LONGEST_TEXT, help_text=f"{EVERYONE} {NO_NAMES}")
    came_of_it = words("What came of it?", required=False, max_length=LONGEST_TEXT, help_text="Also what did not work.")
    measure = line("Measure", help_text="For example: children who came into care within a year.")
    baseline = line("Baseline", 60, help_text="With its unit.")
    result = line("Result", 60, help_text="With its unit. A result has its measure and its source.")
    number = forms.IntegerField(
        label="Out of how many (n)?", required=False, min_value=1, help_text="A percentage has its n."
    )
    period = line("Period", 100, help_text="For example: April 2023 to March 2024.")
    measured_by = line("Source of the numbers", 300, help_text="For example: our own case system, or an evaluation.")
    source_url = address("Public source", help_text="Needed for what you record of another council.")

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["site"].queryset = queries.sites_to_name(actor)


class SayForm(UseTerms):
    """Asks for the council where it is not plain which one speaks."""

    council = CouncilField(label="Council", help_text="A name, or any code of it.")
    field_order = ["council"]

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, actor=actor, **kwargs)
        if len(actor.council_ids) == 1 and not actor.administers:
            del self.fields["council"]


class ChangeUseForm(UseTerms, VersionedForm):
    pass

import uuid

from django import forms

from blogs import queries
from blogs.forms.posts import NewPostForm, PostForm
from blogs.models.case_studies import LONGEST_SECTION, SECTIONS, TEXTS, CostBand, is_a_role
from blogs.models.outcomes import Unit
from demonstrators.workflow import MEANING, Stage
from improvement_hub.core.forms import DayField, VersionedForm

STAGES = [("", "Not said"), *((stage.value, f"{stage.label}: {MEANING[stage]}") for stage in Stage)]
COSTS = [("", "Not said"), *CostBand.choices]


def section(name, help_text, *, label=None, rows=6, kind=forms.CharField):
    """A section in Markdown; the preview has its heading over it."""
    heading = SECTIONS[name]
    widget = forms.Textarea(attrs={"rows": rows, "data-heading": heading})
    terms = {"label": label or heading, "max_length": LONGEST_SECTION, "required": kind is NeededLater}
    return kind(widget=widget, help_text=help_text, **terms)


class NeededLater(forms.CharField):
    """Asked for before the text is submitted; a draft may leave it empty."""

    def validate(self, value):
        return


class CaseStudyForm(PostForm):
    """All sections on one page, in groups; what did not work is asked for before it is submitted."""

    kind = body = None
    summary = forms.CharField(
        label="What came of it, in one sentence", max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="With its n where it has one: lists show this sentence.",
    )  # fmt: skip
    problem = section("problem", "What was it that had to change, and for whom?")
    context = section("context", "What should a reader elsewhere know about the place and its services?", rows=4)
    children = forms.IntegerField(
        label="Children of up to 17 in the area", required=False, min_value=0, max_value=2_000_000
    )
    density = forms.IntegerField(label="People per square kilometre", required=False, min_value=0, max_value=100_000)
    budget = forms.DecimalField(
        label="Children’s services budget, in £ million a year", required=False, min_value=0, max_digits=7,
        decimal_places=1,
    )  # fmt: skip
    stage = forms.ChoiceField(
        label="How far it has come", choices=STAGES, required=False, widget=forms.RadioSelect, initial=""
    )
    what_was_done = section("what_was_done", "In the order in which it happened.", rows=10)
    what_did_not_work = section(
        "what_did_not_work",
        "What you tried and dropped, what took longer, what you would not do again. Needed before you submit it.",
        kind=NeededLater,
    )
    voices = section("voices", "What they said of it, and how they had a part in it. Nobody who could be recognised.")
    cost_band = forms.ChoiceField(label="What it costs, about", choices=COSTS, required=False)
    cost = section("cost", "What the money went on, and what it saved.", label="More about what it cost", rows=3)
    people_and_skills = section("people_and_skills", "Who did it: roles, numbers, training.", rows=4)
    dependencies = section("dependencies", "What somebody else needs before they begin.", rows=4)
    contact_role = forms.CharField(
        label="Whom to ask, by role", max_length=100, required=False, validators=[is_a_role],
        help_text="For example: Head of early help. No names: people move on.",
    )  # fmt: skip
    offers_visit = forms.BooleanField(label="Colleagues may visit us to see it", required=False)

    themed_by = " ".join(TEXTS)
    groups = (
        ("In short", ("owner", "title", "summary")),
        ("The story", TEXTS),  # together, since the preview stands beside all of them
        ("The place", ("children", "density", "budget")),
        ("How far, and at what cost", ("stage", "cost_band")),
        ("How others find it, and you", ("themes", "councils", "contact_role", "offers_visit", "visibility")),
    )

    def sections(self) -> list[tuple]:
        """(heading, its fields) of each group, without those that this form does not have."""
        return [(heading, [self[name] for name in names if name in self.fields]) for heading, names in self.groups]


class NewCaseStudyForm(CaseStudyForm, NewPostForm):
    kind = body = None


class ChangeCaseStudyForm(CaseStudyForm, VersionedForm):
    pass


class MeasuredForm(forms.Form):
    """A measure and what it rests on."""

    measure = forms.CharField(
        label="What is measured", max_length=150, help_text="For example: re-referrals within 12 months."
    )
    unit = forms.ChoiceField(choices=Unit, initial=Unit.NUMBER)
    baseline = forms.DecimalField(label="Before", required=False, max_digits=12, decimal_places=2)
    result = forms.DecimalField(label="After", required=False, max_digits=12, decimal_places=2)
    n = forms.IntegerField(
        label="n", required=False, min_value=1, max_value=2_000_000_000,
        help_text="How many children, families or cases it is counted over. A percentage needs it.",
    )  # fmt: skip
    period = forms.CharField(max_length=100, required=False, help_text="For example: April 2024 to March 2025.")
    source = forms.CharField(
        max_length=200,
        required=False,
        help_text="For example: case management system, or own audit.",
    )


class NewOutcomeForm(MeasuredForm):
    """The hidden id makes an outcome that is sent twice arrive once."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class OutcomeForm(MeasuredForm, VersionedForm):
    pass


class AdopterTerms(MeasuredForm):
    how_adapted = forms.CharField(
        label="How you adapted it", max_length=LONGEST_SECTION, widget=forms.Textarea(attrs={"rows": 6}),
        help_text="What you did as they did, and what you did otherwise. Nothing that identifies a child or a worker.",
    )  # fmt: skip
    started_on = DayField(label="When it began", required=False)
    what_came_of_it = forms.CharField(
        max_length=LONGEST_SECTION, required=False, widget=forms.Textarea(attrs={"rows": 6}),
        help_text="What moved, and what did not.",
    )  # fmt: skip
    context = forms.CharField(
        label="What is different where you are", max_length=LONGEST_SECTION, required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    children = forms.IntegerField(
        label="Children of up to 17 in your area", required=False, min_value=0, max_value=2_000_000
    )
    measure = forms.CharField(
        label="What you measured", max_length=150, required=False,
        help_text="With a result it makes the case study’s evidence “replicated”.",
    )  # fmt: skip
    texts = ["how_adapted", "started_on", "what_came_of_it", "context", "children"]
    field_order = ["council", *texts, "measure"]


class NewAdopterForm(AdopterTerms):
    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    council = forms.ModelChoiceField(None, label="Which council tried it?", empty_label="Choose a council")

    def __init__(self, *args, actor, post, **kwargs):
        super().__init__(*args, **kwargs)
        councils = queries.councils_to_adopt_for(actor, post)
        self.fields["council"].queryset = councils
        if len(councils) == 1:
            self.fields["council"].initial = councils[0]


class ChangeAdopterForm(AdopterTerms, VersionedForm):
    pass

"""The parts that pages are made of, each with an example, for those who write pages."""

from dataclasses import dataclass, field
from types import SimpleNamespace

from django import forms
from django.template.loader import render_to_string

from improvement_hub.core.forms import DayField
from improvement_hub.core.workflow import Check, Step


class Example(forms.Form):
    """A field of each kind."""

    text = forms.CharField(label="A line of text", help_text="A hint says what is wanted.")
    words = forms.CharField(label="Several lines", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    day = DayField(label="A day")
    one = forms.ChoiceField(label="One of many", choices=[("", "Choose"), ("a", "Ashby"), ("b", "Benfield")])
    few = forms.ChoiceField(
        label="One of a few", widget=forms.RadioSelect, choices=[("strength", "Strength"), ("concern", "Concern")]
    )
    some = forms.MultipleChoiceField(
        label="Any of a few",
        widget=forms.CheckboxSelectMultiple,
        choices=[("sw", "Social work"), ("ey", "Early years")],
    )
    sure = forms.BooleanField(label="Yes or no", required=False)


@dataclass(frozen=True)
class Part:
    """A template of `components/`, when to use it, and what it is shown with."""

    name: str
    template: str
    use: str
    shown_with: dict = field(default_factory=dict)

    def drawn(self, request) -> str:
        return render_to_string(f"components/{self.template}.html", {"request": request, **self.shown_with}, request)


def step(label, *checks, asks=(), **more):
    return Step("step", label, asks, [Check(sentence, met) for sentence, met in checks], **more)


CHOSEN = [
    {"label": "Region", "words": "London", "without": "kind=blog"},
    {"label": "Kind", "words": "Blog", "without": ""},
]
PAGES = SimpleNamespace(
    has_other_pages=True,
    has_previous=True,
    has_next=True,
    previous_page_number=1,
    next_page_number=3,
    number=2,
    paginator=SimpleNamespace(num_pages=7),
)
STEPS = [
    step("Finish the visit", ("Every activity is done or cancelled.", True)),
    step("Hold", asks=("reason",)),
    step("Give feedback", ("Nothing is held.", True), ("There is no finding to report yet.", False)),
    step("Postpone", asks=("reason",), aside=True),
]
MEANWHILE = [{"label": "What does the team say?", "saved": "Help comes the same day."}]


def parts():
    """Made anew for every page: a form remembers what it was given."""
    wrong = Example({"text": "", "day": "soon"}, prefix="wrong")
    return [
        Part(
            "Breadcrumbs",
            "breadcrumbs",
            "On every page but home: where it belongs.",
            {"address": "/councils/", "words": "Councils", "address2": "/councils/E10000016/", "words2": "Kent"},
        ),
        Part("Search box", "search", "Posts, from anywhere.", {"id": "gallery-q", "kind": "plain", "label": "Example"}),
        Part(
            "Message", "messages", "What has just been done, once.", {"messages": ["Saved who may read this finding."]}
        ),
        Part("Tag", "tag", "A state, always in a word.", {"words": "On site", "colour": "blue"}),
        Part(
            "Demonstration", "demonstration", "On everything invented.", {"thing": SimpleNamespace(demonstration=True)}
        ),
        Part(
            "Filters in use",
            "chips",
            "Above a list; each is taken away by a click.",
            {"filterset": SimpleNamespace(chosen=CHOSEN)},
        ),
        Part("Pages of a list", "pages", "Below a list that has more than one.", {"page_obj": PAGES}),
        Part(
            "Steps",
            "steps",
            "What the workflow lets this person do next, and what still blocks it.",
            {"steps": STEPS, "address": "#", "subject": SimpleNamespace(version=1)},
        ),
        Part("Checklist", "checklist", "What a step rests on: met, or still missing.", {"step": STEPS[2]}),
        Part(
            "Saved views", "saved_views", "Above a list: one’s own filters, by name.", {"query_to_save": "state=open"}
        ),
        Part(
            "Form", "form", "Fields in the order of the form; optional ones say so.", {"form": Example(prefix="plain")}
        ),
        Part(
            "Form with errors",
            "form",
            "Each error stands at its field, in a sentence that says what to do.",
            {"form": wrong},
        ),
        Part("Error summary", "error_summary", "First on a page whose form was refused.", {"form": wrong}),
        Part(
            "Both versions",
            "meanwhile",
            "Someone else was faster: what they saved, above what was typed.",
            {"meanwhile": MEANWHILE},
        ),
        Part("Ways on", "ways_on", "On pages that could not help."),
    ]

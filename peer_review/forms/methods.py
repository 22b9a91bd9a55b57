"""A region's own version of a method, in four parts: what it says, its team, its documents, its timetable."""

from django import forms
from django.core.exceptions import ValidationError

from improvement_hub.core.forms import VersionedForm
from peer_review import queries
from peer_review.forms.lines import LinesField
from peer_review.models import Activity, MethodDocument
from peer_review.roles import HOLDERS, From, TeamRole

SPARE = 4  # empty rows at the end of documents and timetable


class MonthsField(forms.CharField):
    """Whole months, parted by commas."""

    def prepare_value(self, value):
        return ", ".join(map(str, value)) if isinstance(value, list) else value

    def clean(self, value):
        words = super().clean(value).replace(",", " ").split()
        if not all(word.isdecimal() and 0 < int(word) <= 60 for word in words):
            raise ValidationError("Give whole months from 1 to 60, such as 3, 12.")
        return sorted({int(word) for word in words})


def number(label, most=20, fewest=0):
    return forms.IntegerField(label=label, min_value=fewest, max_value=most)


class BeginEditionForm(forms.Form):
    region = forms.ModelChoiceField(None, empty_label=None, widget=forms.RadioSelect)

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = queries.regions_led_by(actor)
        self.fields["region"].initial = self.fields["region"].queryset.first()


class MethodTermsForm(VersionedForm):
    name = forms.CharField(max_length=100)
    summary = forms.CharField(
        max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Who meets for how long, and what for. It stands beside the name when a review is opened.",
    )  # fmt: skip
    questions = LinesField(
        label="Key lines of enquiry",
        required=False,
        help_text="Write one question to a line. A review begins with them.",
    )
    holder = forms.ChoiceField(label="Who may hold a statement?", choices=HOLDERS, widget=forms.RadioSelect)
    participants_min = number("Other councils that take part: at least", most=9)
    participants_max = number("Other councils that take part: at most", most=9)
    gate_pieces = number("A finding stands on: pieces of evidence", fewest=1)
    gate_sources = number("A finding stands on: kinds of source", most=10, fewest=1)
    gate_activities = number("A finding stands on: activities", fewest=1)
    follow_up_months = MonthsField(label="Follow-up, in months after the final report", help_text="Such as 3, 12.")
    asks_self_assessment = forms.BooleanField(label="The host assesses itself first", required=False)


class RowsForm(VersionedForm):
    """Rows of the same few fields: `rows` are their bound fields, `said` what of them was filled in."""

    part = ""
    told_by = "title"  # a row without it is left out

    def __init__(self, *args, method, **kwargs):
        super().__init__(*args, **kwargs)
        self.names = []
        for place, (legend, values) in enumerate(self.rows_of(method)):
            fields = self.row_fields()
            self.names.append((legend, {name: f"{name}_{place}" for name in fields}))
            for name, field in fields.items():
                field.initial = values.get(name)
                self.fields[f"{name}_{place}"] = field

    def rows_of(self, method):
        """(legend, values) of each row: those that stand, and some to fill in."""
        standing = list(getattr(method, self.part).values())
        return [(f"{self.called} {n}", row) for n, row in enumerate([*standing, *({},) * SPARE], start=1)]

    @property
    def rows(self):
        return [(legend, [self[field] for field in names.values()]) for legend, names in self.names]

    def clean(self):
        said = super().clean()
        rows = [{name: said.get(field) for name, field in names.items()} for _, names in self.names]
        self.said = [row for row in rows if row[self.told_by]]
        return said

    @property
    def terms(self) -> dict:
        return {self.part: self.said, "version": self.cleaned_data["version"]}


class MethodTeamForm(RowsForm):
    """A row for every role there is; one that comes from nowhere is not on the team."""

    part, told_by = "roles", "comes_from"

    def rows_of(self, method):
        standing = {row["role"]: row for row in method.roles.values()}
        return [(role.label, standing.get(role, {})) for role in TeamRole]

    def row_fields(self):
        places = forms.CheckboxSelectMultiple()
        return {
            "minimum": forms.IntegerField(label="At least", min_value=0, max_value=30, required=False),
            "maximum": forms.IntegerField(label="At most", min_value=1, max_value=30, required=False),
            "comes_from": forms.MultipleChoiceField(
                label="Comes from", choices=From.choices, widget=places, required=False
            ),
            "note": forms.CharField(label="Note", max_length=200, required=False),
        }

    def clean(self):
        said = super().clean()
        roles = {role.label: role for role in TeamRole}
        self.said = [
            {"role": roles[legend], **{name: said.get(field) for name, field in names.items()}}
            for legend, names in self.names
            if said.get(names["comes_from"])
        ]
        for row in self.said:
            row["minimum"] = row["minimum"] or 0
        return said


class MethodDocumentsForm(RowsForm):
    part, called = "documents", "Document"

    def row_fields(self):
        return {
            "title": forms.CharField(label="Title", max_length=150, required=False),
            "given_by": forms.ChoiceField(
                label="Given by", choices=MethodDocument.GivenBy.choices, required=False
            ),
            "required": forms.ChoiceField(
                label="Needed", choices=[("True", "Always"), ("False", "If there is one")], required=False
            ),
        }  # fmt: skip

    def clean(self):
        said = super().clean()
        for row in self.said:
            row["required"] = row["required"] != "False"
            row["given_by"] = row["given_by"] or MethodDocument.GivenBy.HOST
        return said


class MethodTimetableForm(RowsForm):
    part, called = "activities", "Activity"

    def row_fields(self):
        return {
            "title": forms.CharField(label="Title", max_length=150, required=False),
            "kind": forms.ChoiceField(label="Kind", choices=Activity.Kind.choices, required=False),
            "day": forms.IntegerField(label="Day of the visit", min_value=1, max_value=30, required=False),
            "starts_at": forms.TimeField(
                label="Begins at", required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
            ),
            "minutes": forms.IntegerField(label="Minutes", min_value=5, max_value=600, required=False),
        }  # fmt: skip

    def clean(self):
        said = super().clean()
        for row in self.said:
            row["day"] = row["day"] or 1
            row["kind"] = row["kind"] or Activity.Kind.FOCUS_GROUP
        return said


METHOD_FORMS = {
    "terms": MethodTermsForm,
    "team": MethodTeamForm,
    "documents": MethodDocumentsForm,
    "timetable": MethodTimetableForm,
}

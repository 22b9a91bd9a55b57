import re
import uuid

from django import forms
from django.core.exceptions import ValidationError

from demonstrators import queries
from demonstrators.models.visits import FEEDBACK_READERS, LONGEST_TEXT, MOST_PEOPLE
from improvement_hub.core.childlevel import refuse_child_level
from improvement_hub.core.forms import DayField, VersionedForm
from improvement_hub.core.writing.states import LONGEST_REASON
from improvement_hub.councils.fields import CouncilField, council_of

NO_NAMES = "Nothing that identifies a child or a worker."
HOW_MANY = re.compile(r"(\d{1,3})\s+(\S.*)")
MOST_LINES = 40


def time_field(label, **terms):
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, widget=widget, **terms)


def words(label, rows=4, **terms):
    terms = {"max_length": LONGEST_TEXT, "validators": [refuse_child_level], **terms}
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **terms)


class SentOnce(forms.Form):
    """The hidden id makes what is sent twice arrive once."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)


class VisitorField(forms.ModelChoiceField):
    """Which of one's councils it is for; asked of those who act for several, and left out for all others."""

    def __init__(self, **kwargs):
        super().__init__(None, label="For which of your councils?", empty_label="Choose a council", **kwargs)


class ForOneOfTheirs(forms.Form):
    visitor = VisitorField()

    def __init__(self, *args, among, **kwargs):
        super().__init__(*args, **kwargs)
        if len(among) > 1:
            self.fields["visitor"].queryset = queries.councils_among(among)
        else:
            del self.fields["visitor"]


class AskForm(ForOneOfTheirs, SentOnce):
    """Asks for the council to visit where no site is named."""

    host = CouncilField(label="Which council?", help_text="Its name, or any code of it.")
    site = forms.SlugField(widget=forms.HiddenInput, required=False)
    purpose = words("What would you like to learn?", help_text=f"The people there read this. {NO_NAMES}")
    wished_from = DayField(label="Earliest day that suits you")
    wished_until = DayField(label="Latest day that suits you")
    people = forms.IntegerField(label="How many people?", min_value=1, max_value=MOST_PEOPLE)
    field_order = ["host", "visitor", "purpose", "wished_from", "wished_until", "people"]

    def __init__(self, *args, site, **kwargs):
        super().__init__(*args, **kwargs)
        if site:
            del self.fields["host"]


class ArrangeForm(VersionedForm):
    takes_place_on = DayField(label="Day")
    starts_at = time_field("Begins at", required=False)
    ends_at = time_field("Ends at", required=False)
    place = forms.CharField(
        label="Where", required=False, max_length=300, validators=[refuse_child_level],
        help_text="Leave it empty if they only join by a link.",
    )  # fmt: skip
    link = forms.URLField(label="Link to join by", required=False, max_length=500, assume_scheme="https")
    message = words(
        "Message to the visitors", required=False, help_text="For example: whom they will meet, and what to bring."
    )


class ReasonForm(VersionedForm):
    reason = forms.CharField(
        label="Why?", max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 4}),
        validators=[refuse_child_level], help_text=f"The other side reads this. {NO_NAMES}",
    )  # fmt: skip


class AttendeesField(forms.CharField):
    """One line for each role: a number and the role, after another council's name and a colon where it is theirs."""

    widget = forms.Textarea(attrs={"rows": 5})

    def clean(self, value):
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MOST_LINES:
            raise ValidationError(f"Write {MOST_LINES} lines at most.")
        return [self.row(line) for line in lines]

    def row(self, line) -> dict:
        council, colon, rest = line.partition(":")
        of_another = colon and not line[0].isdigit()
        counted = HOW_MANY.fullmatch(rest.strip() if of_another else line)
        if counted is None:
            raise ValidationError(f"Begin with a number, such as “2 team managers”: “{line}”.")
        found = {"number": int(counted[1]), "role": counted[2]}
        return {**found, "council": council_of(council.strip())} if of_another else found


class AttendeesForm(VersionedForm):
    attendees = AttendeesField(
        label="Who comes?", required=False,
        help_text="How many of each role, one role to a line: “2 team managers”. For people of another council, its "
        "name first: “Larkmere: 1 head of service”. Roles, no names.",
    )  # fmt: skip


class FeedbackForm(VersionedForm):
    useful = words("What was useful?", rows=5, help_text=f"Also what was not. {NO_NAMES}")
    will_try = words("What will you try?", required=False)
    readers = forms.ChoiceField(
        label="Who may read it?", choices=FEEDBACK_READERS, initial="site", widget=forms.RadioSelect
    )

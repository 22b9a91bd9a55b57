import uuid

from django import forms

from improvement_hub.core.forms import DayField, VersionedForm
from peer_review import queries
from peer_review.models import Feedback

MARKS = [(5, "5 – I agree"), (4, "4"), (3, "3"), (2, "2"), (1, "1 – I disagree")]


def question(name):
    return str(Feedback._meta.get_field(name).verbose_name)


class FeedbackForm(forms.Form):
    """Five marks and two texts. The hidden id makes an answer that is sent twice arrive once."""

    id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in Feedback.MARKS:
            self.fields[name] = forms.TypedChoiceField(
                label=question(name), choices=MARKS, coerce=int, widget=forms.RadioSelect
            )
        for name in Feedback.TEXTS:
            self.fields[name] = forms.CharField(
                label=question(name), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
                help_text="Nothing that identifies a child, a worker or you.",
            )  # fmt: skip
        self.initial.setdefault("id", uuid.uuid4())


class AskFeedbackForm(forms.Form):
    closes_on = DayField(label="Open until")
    places = forms.IntegerField(
        label="How many people may answer?", min_value=5, max_value=2000, initial=100,
        help_text="The link can be used this often. Who uses it is not kept.",
    )  # fmt: skip


class FeedbackDatesForm(VersionedForm):
    closes_on = DayField(label="Open until")


class DaysForm(forms.Form):
    """One field for each seat; empty stands for the days of the visit.

    Each is sent with what stood there, so that only what someone changed is written over what others did meanwhile.
    """

    def __init__(self, *args, review, **kwargs):
        super().__init__(*args, **kwargs)
        self.seats = {f"days_{seat.pk}": seat for seat in queries.seats_with_days(review)}
        for name, seat in self.seats.items():
            self.fields[name] = forms.DecimalField(
                label=f"{seat}, {seat.organisation}", required=False, max_digits=4, decimal_places=1,
                show_hidden_initial=True,
                widget=forms.TextInput(attrs={"inputmode": "decimal"}),
                help_text="" if hasattr(seat, "days_given") else f"Counted as {queries.days_of(seat):g} until you say.",
            )  # fmt: skip
            self.initial.setdefault(name, declared(seat))

    @property
    def days(self) -> dict:
        return {seat: self.cleaned_data[name] for name, seat in self.seats.items() if name in self.changed_data}


def declared(seat):
    return f"{seat.days_given.half_days / 2:g}" if hasattr(seat, "days_given") else None

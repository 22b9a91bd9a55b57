from django import forms

from demonstrators.forms.visits import NO_NAMES, ForOneOfTheirs, SentOnce, time_field, words
from demonstrators.models.open_days import MOST_AT_ONCE, MOST_PLACES
from improvement_hub.core.childlevel import refuse_child_level
from improvement_hub.core.forms import DayField, VersionedForm


class OfferForm(forms.Form):
    title = forms.CharField(max_length=150, validators=[refuse_child_level], help_text="Everyone can read this.")
    about = words(
        "What will they see?", required=False, help_text=f"Everyone can read this. Markdown works. {NO_NAMES}"
    )
    takes_place_on = DayField(label="Day")
    starts_at = time_field("Begins at", required=False)
    ends_at = time_field("Ends at", required=False)
    place = forms.CharField(
        label="Where", required=False, max_length=300, validators=[refuse_child_level],
        help_text="Only those who have a place read this. Leave it empty if they only join by a link.",
    )  # fmt: skip
    link = forms.URLField(
        label="Link to join by", required=False, max_length=500, assume_scheme="https",
        help_text="Only those who have a place read this.",
    )  # fmt: skip
    places = forms.IntegerField(label="How many places?", min_value=1, max_value=MOST_PLACES)
    closes_on = DayField(label="Last day for booking")


class ChangeOpenDayForm(OfferForm, VersionedForm):
    pass


class PeopleForm(forms.Form):
    people = forms.IntegerField(label="For how many people?", min_value=1, max_value=MOST_AT_ONCE)


class BookForm(ForOneOfTheirs, PeopleForm, SentOnce):
    pass


class ChangeBookingForm(PeopleForm, VersionedForm):
    pass


class AttendanceForm(VersionedForm):
    """One number for each booking that has a place, in a field under the booking's id."""

    def __init__(self, *args, bookings, **kwargs):
        super().__init__(*args, **kwargs)
        self.bookings = bookings
        for booking in bookings:
            self.fields[str(booking.pk)] = forms.IntegerField(
                label=f"{booking}, {booking.booked_by}", required=False, min_value=0, max_value=MOST_PLACES,
                initial=booking.attended, help_text="How many came? Leave it empty if you do not know.",
            )  # fmt: skip

    @property
    def attendance(self) -> dict:
        return {booking.pk: self.cleaned_data[str(booking.pk)] for booking in self.bookings}

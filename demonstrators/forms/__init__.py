"""Forms in which sites, journeys and visits are written and moved."""

from demonstrators.forms.open_days import (
    AttendanceForm,
    BookForm,
    ChangeBookingForm,
    ChangeOpenDayForm,
    OfferForm,
)
from demonstrators.forms.sites import (
    ChangeEntryForm,
    ChangeSiteForm,
    OpenSiteForm,
    ShareEntryForm,
    StageForm,
    WriteEntryForm,
)
from demonstrators.forms.visits import ArrangeForm, AskForm, AttendeesForm, FeedbackForm, ReasonForm

__all__ = [
    "ArrangeForm",
    "AskForm",
    "AttendanceForm",
    "AttendeesForm",
    "BookForm",
    "ChangeBookingForm",
    "ChangeEntryForm",
    "ChangeOpenDayForm",
    "ChangeSiteForm",
    "FeedbackForm",
    "OfferForm",
    "OpenSiteForm",
    "ReasonForm",
    "ShareEntryForm",
    "StageForm",
    "WriteEntryForm",
]

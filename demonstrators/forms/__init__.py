"""Forms in which sites, journeys and visits are written and moved."""

from demonstrators.forms.approaches import ApproachForm, ChangeApproachForm, ChangeUseForm, SayForm
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
    "ApproachForm",
    "ArrangeForm",
    "AskForm",
    "AttendanceForm",
    "AttendeesForm",
    "BookForm",
    "ChangeApproachForm",
    "ChangeBookingForm",
    "ChangeEntryForm",
    "ChangeOpenDayForm",
    "ChangeSiteForm",
    "ChangeUseForm",
    "FeedbackForm",
    "OfferForm",
    "OpenSiteForm",
    "ReasonForm",
    "SayForm",
    "ShareEntryForm",
    "StageForm",
    "WriteEntryForm",
]

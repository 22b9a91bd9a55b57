"""Forms in which sites, journeys and visits are written and moved."""

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
    "AttendeesForm",
    "ChangeEntryForm",
    "ChangeSiteForm",
    "FeedbackForm",
    "OpenSiteForm",
    "ReasonForm",
    "ShareEntryForm",
    "StageForm",
    "WriteEntryForm",
]

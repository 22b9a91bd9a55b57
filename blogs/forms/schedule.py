from datetime import datetime

from django import forms
from django.forms.utils import from_current_timezone

from improvement_hub.core.forms import DayField, VersionedForm


class ScheduleForm(VersionedForm):
    """A moment on London clocks."""

    publish_on = DayField(label="On which day?")
    publish_time = forms.TimeField(
        label="At what time?", initial="09:00", help_text="On London clocks, such as 09:00.",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )  # fmt: skip

    def clean(self):
        """The two together are `publish_at`. An hour that clocks pass over or have twice is refused at its field."""
        said = super().clean()
        if self.errors:
            return said
        day, time = said.pop("publish_on"), said.pop("publish_time")
        try:
            said["publish_at"] = from_current_timezone(datetime.combine(day, time))
        except forms.ValidationError as error:
            self.add_error("publish_time", error)
        return said

"""Form fields that take councils as people write them: by a name, or any code they ever had."""

from django import forms
from django.core.exceptions import ValidationError

from improvement_hub.councils.models import Council
from improvement_hub.councils.queries import council_called

MOST = 40


def council_of(words: str) -> Council:
    """Raises ValidationError, whose sentence quotes the words."""
    found = council_called(words)
    if found is None:
        raise ValidationError(f"No council is called “{words}”. Give its name, or a code of it.")
    return found


class CouncilField(forms.CharField):
    def prepare_value(self, value):
        return value.name if isinstance(value, Council) else value

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), data)

    def clean(self, value):
        words = super().clean(value)
        return council_of(words) if words else None


class CouncilsField(forms.CharField):
    """Several councils, one to a line; empty and repeated lines are passed over."""

    widget = forms.Textarea(attrs={"rows": 4})

    def prepare_value(self, value):
        return "\n".join(map(str, value)) if isinstance(value, list) else value

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), (data or "").replace("\r\n", "\n"))

    def clean(self, value):
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MOST:
            raise ValidationError(f"Name {MOST} councils at most.")
        return [council_of(line) for line in dict.fromkeys(lines)]

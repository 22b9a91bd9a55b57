"""One FilterSet per list serves the page and the API, so both take the same query string."""

import django_filters
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import ModelChoiceField, NullBooleanField, Select
from django_filters.widgets import BooleanWidget
from drf_spectacular.utils import extend_schema_field

from improvement_hub.core.actor import NOBODY


class Demonstration(models.TextChoices):
    INCLUDE = "include", "Include demonstration"
    ONLY = "only", "Only demonstration"


class HubFilterSet(django_filters.FilterSet):
    """Knows who is asking, and leaves out what its base queryset left out."""

    def __init__(self, data=None, queryset=None, *, request=None, prefix=None, actor=None):
        super().__init__(data, queryset, request=request, prefix=prefix)
        self.actor = actor or getattr(request, "actor", None) or NOBODY

    @classmethod
    def narrow_also_by(cls, **filters):
        """For a product that comes later, and knows of these rows what their own product does not."""
        cls.base_filters.update(filters)
        cls.base_filters.move_to_end("demonstration")  # which is the last choice in every list

    @property
    def chosen(self) -> list[dict]:
        """The filters in use, for chips: field name, label, and the value in words."""
        if not self.form.is_bound or not self.form.is_valid():
            return []
        shown = {field.name for field in self.form.visible_fields()}
        said = ((name, value) for name, value in self.form.cleaned_data.items() if name in shown)
        filled = ((name, value) for name, value in said if value not in (None, "", []))
        return [self._chip(name, value) for name, value in filled if not hasattr(value, "exists") or value.exists()]

    def _chip(self, name, value) -> dict:
        field = self.form.fields[name]
        return {
            "name": name,
            "label": field.label,
            "words": in_words(field, value),
            "without": self.query_without(name),
        }

    def query_without(self, name: str) -> str:
        """The query string with one filter taken out, back on the first page."""
        query = self.data.copy()
        for key in (name, "page"):
            query.pop(key, None)
        return query.urlencode()


def in_words(field, value) -> str:
    if isinstance(value, bool):
        words = dict(getattr(field.widget, "choices", []))
        return words.get(str(value).lower(), "Yes" if value else "No")
    if hasattr(value, "__iter__") and not isinstance(value, str):
        return ", ".join(in_words(field, one) for one in value)
    if isinstance(field, ModelChoiceField):  # whose choices would be a query
        return str(value)
    return {str(key): label for key, label in getattr(field, "choices", [])}.get(str(value), str(value))


class TrueOrFalseWidget(BooleanWidget):
    """Keeps what is neither, so that its field can refuse it."""

    def value_from_datadict(self, data, files, name):
        read = super().value_from_datadict(data, files, name)
        return data.get(name) if read is None else read


class TrueOrFalseField(NullBooleanField):
    widget = TrueOrFalseWidget

    def to_python(self, value):
        """True, false, or nothing said; anything else would leave the list unfiltered."""
        if value in (None, ""):
            return None
        if value not in (True, False):
            known = {"true": True, "false": False, "1": True, "0": False}
            if str(value).lower() not in known:
                raise ValidationError("Say true or false.", code="invalid")
            return known[str(value).lower()]
        return bool(value)

    def validate(self, value):
        """Nothing said is fine."""


class TrueOrFalseFilter(django_filters.BooleanFilter):
    field_class = TrueOrFalseField


class YesNoFilter(TrueOrFalseFilter):
    """True, false, or left open, each in words; without `no` the page does not offer false."""

    def __init__(self, *, either, yes, no=None, **kwargs):
        choices = [("", either), ("true", yes), ("false", no)]
        super().__init__(widget=Select(choices=[choice for choice in choices if choice[1]]), **kwargs)


@extend_schema_field({"type": "string", "enum": Demonstration.values})
class DemonstrationFilter(django_filters.ChoiceFilter):
    """Invented councils and what belongs to them stay out of every list and total unless asked for.

    `shown_to_its_people`: those who act for an invented council need not ask.
    """

    def __init__(self, *, lookup="demonstration", shown_to_its_people=False, **kwargs):
        super().__init__(
            label="Demonstration content", choices=Demonstration.choices, empty_label="Leave out", **kwargs
        )
        self.lookup = lookup
        self.shown_to_its_people = shown_to_its_people

    def filter(self, queryset, value):
        shown = self.shown_to_its_people and self.parent.actor.demonstration
        return with_demonstration(queryset, value, shown=shown, lookup=self.lookup)


def with_demonstration(queryset, value, *, shown, lookup="demonstration"):
    """With invented content as it was asked for; `shown`: also where nothing was asked."""
    if value == Demonstration.INCLUDE or (shown and not value):
        return queryset
    return queryset.filter(**{lookup: value == Demonstration.ONLY})

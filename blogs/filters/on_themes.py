import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django_filters.fields import ModelMultipleChoiceField

from blogs.models import Theme
from blogs.queries import slugs_of_today


class ThemesField(ModelMultipleChoiceField):
    """Themes by their slugs; that of a theme that was merged means the one it was merged into."""

    def clean(self, value):
        try:
            return super().clean(value)
        except ValidationError:
            return super().clean(slugs_of_today(value))


class ThemesFilter(django_filters.ModelMultipleChoiceFilter):
    """Any of several themes, on the page as boxes."""

    field_class = ThemesField

    def __init__(self, **kwargs):
        super().__init__(
            label="Themes",
            queryset=Theme.objects.all(),
            to_field_name="slug",
            widget=forms.CheckboxSelectMultiple,
            **kwargs,
        )

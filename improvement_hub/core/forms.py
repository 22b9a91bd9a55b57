"""Forms in the GOV.UK Design System's patterns, through Django's own form renderer."""

from django import forms
from django.forms.renderers import TemplatesSetting


class HubRenderer(TemplatesSetting):
    form_template_name = "components/form.html"
    field_template_name = "components/field.html"


class VersionedForm(forms.Form):
    """A form on something that exists: it carries the version its author saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ConfirmForm(forms.Form):
    """A question that is answered by its button alone."""


class DayField(forms.DateField):
    """A day, typed as 4 3 2026, 4/3/2026, 4 March 2026 or 2026-03-04."""

    def __init__(self, **kwargs):
        kwargs.setdefault("input_formats", ["%Y-%m-%d", "%d/%m/%Y", "%d %m %Y", "%d %B %Y", "%d %b %Y"])
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        kwargs.setdefault("error_messages", {"invalid": "Enter a real date, such as 4 March 2026."})
        super().__init__(**kwargs)

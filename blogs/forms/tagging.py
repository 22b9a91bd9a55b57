from django import forms

from blogs import queries
from blogs.services import Decision


class DecisionForm(forms.Form):
    """One post of the page, as it was looked at: the themes ticked, or that none of them fits."""

    version = forms.IntegerField()
    themes = forms.ModelMultipleChoiceField(queries.themes(), required=False, to_field_name="slug")
    aside = forms.BooleanField(required=False)


def decisions_in(sent, posts) -> list[Decision]:
    """What was sent for each of these posts, those passed over left out."""
    found = ((post, DecisionForm(sent, prefix=str(post.pk))) for post in posts)
    decided = [Decision(post, **form.cleaned_data) for post, form in found if form.is_valid()]
    return [decision for decision in decided if decision.themes or decision.aside]

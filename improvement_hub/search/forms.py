"""What may be asked, by the same names on the page and over the API."""

from django import forms

from improvement_hub.core.filters import Demonstration, TrueOrFalseField
from improvement_hub.councils.fields import CouncilsField
from improvement_hub.search.queries import Wish
from improvement_hub.search.queries.labels import FACETS

MOST_LETTERS = 300
LAST_PAGE = 500
ORDERS = [("", "Best first"), ("newest", "Newest first")]


class Keys(forms.Field):
    """Any number of values of a facet; one that nothing has counts nothing."""

    widget = forms.SelectMultiple

    def to_python(self, value):
        return [key for key in dict.fromkeys(value or []) if key and len(key) <= 100 and "\0" not in key]


class SearchForm(forms.Form):
    q = forms.CharField(label="Search", max_length=MOST_LETTERS, required=False)
    council = CouncilsField(label="Council", required=False, help_text="Its name, or any code it ever had.")
    demonstration = forms.ChoiceField(
        label="Demonstration content", choices=[("", "Leave out"), *Demonstration.choices], required=False
    )
    order = forms.ChoiceField(choices=ORDERS, required=False)
    as_typed = TrueOrFalseField(required=False)
    page = forms.IntegerField(
        min_value=1,
        max_value=LAST_PAGE,
        required=False,
        error_messages={
            "min_value": "Pages begin with 1.",
            "max_value": f"There is no page after {LAST_PAGE}: narrow the list to see what comes later.",
        },
    )
    page_size = forms.IntegerField(min_value=1, max_value=100, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields |= {facet: Keys(label=words, required=False) for facet, words in FACETS.items()}

    def wish(self) -> Wish:
        """What a valid form asks for."""
        said = self.cleaned_data
        return Wish(
            q=said["q"],
            chosen={facet: said[facet] for facet in FACETS},
            councils=tuple(council.pk for council in said["council"]) if said["council"] else None,
            demonstration=said["demonstration"],
            order=said["order"],
            as_typed=bool(said["as_typed"]),
            page=said["page"] or 1,
            size=said["page_size"] or Wish.size,
        )

import django_filters
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Lower
from django.forms import HiddenInput

from improvement_hub.core.filters import DemonstrationFilter, HubFilterSet
from improvement_hub.councils.filters import regions_offered
from improvement_hub.councils.queries import council_called
from peer_review import queries
from peer_review.models import Review
from peer_review.queries import attention
from peer_review.workflow import OPEN_STATES, REPORTED_STATES, ReviewState

GROUPS = {"open": OPEN_STATES, "reported": [state for state in REPORTED_STATES if state != ReviewState.CLOSED]}
STATES = [("open", "Open: nothing reported yet"), ("reported", "Reported, not closed"), *ReviewState.choices]
SEATS = [("host", "Host"), ("review_lead", "Review lead"), ("observer", "Observer"), ("participant", "Takes part")]
ATTENTION = [("me", "For me"), ("council", "For my council"), ("region", "For my region")]
STATE_RANK = Case(*(When(state=state, then=Value(n)) for n, state in enumerate(ReviewState.values)))
ORDERS = {
    "date": ("Visit, latest first", (F("starts_on").desc(nulls_last=True),)),
    "first": ("Visit, earliest first", (F("starts_on").asc(nulls_last=True),)),
    "host": ("Host", (Lower("host__name"),)),
    "state": ("State", (STATE_RANK,)),
}


class ReviewFilterSet(HubFilterSet):
    q = django_filters.CharFilter(label="Title or host", method="named", max_length=150)
    attention = django_filters.ChoiceFilter(
        choices=ATTENTION, label="Due or stuck", empty_label="Everything", method="with_concerns"
    )
    state = django_filters.ChoiceFilter(choices=STATES, label="State", empty_label="All", method="in_state")
    theme = django_filters.ModelChoiceFilter(
        queryset=queries.themes, to_field_name="slug", label="Theme", empty_label="All"
    )
    council = django_filters.CharFilter(
        label="Council", method="with_council", max_length=150, help_text="Its name, or any code it ever had."
    )
    role = django_filters.ChoiceFilter(
        choices=SEATS, label="Role of my council", empty_label="Any, or none", method="in_role"
    )
    region = django_filters.ModelChoiceFilter(
        queryset=regions_offered, to_field_name="slug", field_name="host__region", label="Region", empty_label="All"
    )
    method = django_filters.CharFilter(field_name="method__slug", label="Method", max_length=80)
    year = django_filters.NumberFilter(
        label="Year of the visit", method="in_year", min_value=1990, max_value=2100, decimal_places=0
    )
    demonstration = DemonstrationFilter(lookup="host__demonstration", shown_to_its_people=True)

    class Meta:
        model = Review
        fields = [
            *("q", "attention", "state", "theme", "council", "role", "region", "method", "year", "demonstration"),
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.actor.is_person:
            del self.filters["attention"], self.filters["role"]

    def named(self, queryset, name, value):
        return queryset.filter(Q(title__icontains=value) | Q(host__name__icontains=value))

    def in_state(self, queryset, name, value):
        return queryset.filter(state__in=GROUPS.get(value, [value]))

    def with_council(self, queryset, name, value):
        council = council_called(value)
        return queryset.filter(attention.of_councils([council.pk])) if council else queryset.none()

    def in_role(self, queryset, name, value):
        lookup = "participants__council" if value == "participant" else value
        mine = Review.objects.filter(**{f"{lookup}__in": self.actor.council_ids})
        return queryset.filter(pk__in=mine.values("pk"))

    def in_year(self, queryset, name, value):
        return queryset.filter(Q(starts_on__year=value) | Q(past__year=value))

    def with_concerns(self, queryset, name, value):
        """Late, held, thin or waiting for someone, in the reviews that are this person's to look after."""
        mine = {
            "me": lambda: attention.of_person(self.actor),
            "council": lambda: attention.of_councils(self.actor.council_ids),
            "region": lambda: attention.of_regions(self.actor.leads),
        }
        found = attention.with_concerns(Review.objects.filter(mine[value]()), self.actor)
        return queryset.filter(pk__in=attention.concerning(found).values("pk"))


class ReviewPageFilterSet(ReviewFilterSet):
    """The page's and the export's: also in what order."""

    method = django_filters.ChoiceFilter(
        choices=queries.methods_by_name, field_name="method__slug", label="Method", empty_label="All"
    )
    sort = django_filters.ChoiceFilter(
        choices=[(name, label) for name, (label, _) in ORDERS.items()],
        label="Order",
        empty_label=None,
        method="in_order",
    )

    class Meta(ReviewFilterSet.Meta):
        fields = [*ReviewFilterSet.Meta.fields, "sort"]

    def __init__(self, *args, **kwargs):
        """`as` is what the page shows them as; a new choice of filters keeps it."""
        super().__init__(*args, **kwargs)
        self.filters["as"] = django_filters.CharFilter(method="shown_as", widget=HiddenInput())
        self.filters["as"].parent, self.filters["as"].model = self, Review

    def shown_as(self, queryset, name, value):
        return queryset

    def in_order(self, queryset, name, value):
        return queryset.order_by(*ORDERS[value][1], *Review._meta.ordering, "pk")

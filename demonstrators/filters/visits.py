import django_filters
from django.db.models import Q

from demonstrators import queries
from demonstrators.models import Visit
from demonstrators.workflow import VisitState
from improvement_hub.core.filters import DemonstrationFilter, HubFilterSet
from improvement_hub.councils.models import Council
from improvement_hub.councils.queries import called

SIDES = [("host", "They come to us"), ("visitor", "We go to them")]


class VisitFilterSet(HubFilterSet):
    side = django_filters.ChoiceFilter(label="Which way", choices=SIDES, method="on_side", empty_label="Both ways")
    state = django_filters.ChoiceFilter(label="State", choices=VisitState.choices, empty_label="Every state")
    site = django_filters.CharFilter(label="Site", field_name="site__slug", max_length=100, help_text="Its short name.")
    council = django_filters.CharFilter(
        label="Council", method="of_council", max_length=150, help_text="Host or visitor: its name, or any code of it."
    )
    demonstration = DemonstrationFilter(lookup="host__demonstration", shown_to_its_people=True)

    class Meta:
        model = Visit
        fields = ["side", "state", "site", "council", "demonstration"]

    def on_side(self, queryset, name, value):
        ours = queries.of_visitors(self.actor)
        return queryset.filter(ours if value == "visitor" else ~ours)

    def of_council(self, queryset, name, value):
        chosen = called(Council.objects.all(), value).order_by().values("pk")
        return queryset.filter(Q(host__in=chosen) | Q(visitor__council__in=chosen))

import django_filters
from django.db.models import Q

from improvement_hub.core.filters import DemonstrationFilter, HubFilterSet
from peer_review import queries
from peer_review.models import Review
from peer_review.workflow import ReviewState


class ReviewFilterSet(HubFilterSet):
    q = django_filters.CharFilter(label="Title or host", method="named")
    state = django_filters.ChoiceFilter(choices=ReviewState, label="State", empty_label="All")
    theme = django_filters.ModelChoiceFilter(
        queryset=queries.themes, to_field_name="slug", label="Theme", empty_label="All"
    )
    council = django_filters.CharFilter(label="Council (GSS code)", method="with_council")
    demonstration = DemonstrationFilter(lookup="host__demonstration", shown_to_its_people=True)

    class Meta:
        model = Review
        fields = ["q", "state", "theme", "council", "demonstration"]

    def named(self, queryset, name, value):
        return queryset.filter(Q(title__icontains=value) | Q(host__name__icontains=value))

    def with_council(self, queryset, name, value):
        seats = Q()
        for seat in ("host", "review_lead", "observer"):
            seats |= Q(**{f"{seat}__identifiers__value__iexact": value})
        return queryset.filter(pk__in=Review.objects.filter(seats).values("pk"))

import django_filters

from improvement_hub.core.filters import DemonstrationFilter, HubFilterSet
from improvement_hub.councils.filters import regions_offered
from peer_review.models import Method

WHICH = [("offered", "Offered"), ("withdrawn", "Withdrawn"), ("draft", "Drafts")]


class MethodFilterSet(HubFilterSet):
    q = django_filters.CharFilter(field_name="name", lookup_expr="icontains", label="Name", max_length=100)
    region = django_filters.ModelChoiceFilter(
        queryset=regions_offered, to_field_name="slug", label="Region’s own versions", empty_label="All"
    )
    slug = django_filters.CharFilter(label="Short name", max_length=80)
    status = django_filters.ChoiceFilter(choices=WHICH, label="Status", empty_label="All", method="in_status")
    demonstration = DemonstrationFilter(shown_to_its_people=True)

    class Meta:
        model = Method
        fields = ["q", "region", "slug", "status", "demonstration"]

    def in_status(self, queryset, name, value):
        if value == "offered":
            return queryset.published().filter(withdrawn_at=None)
        return queryset.exclude(withdrawn_at=None) if value == "withdrawn" else queryset.filter(published_at=None)

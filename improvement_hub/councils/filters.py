"""How lists of councils and regions are narrowed, on the page and over the API alike."""

import django_filters
from django.db import models

from improvement_hub.core.filters import DemonstrationFilter, HubFilterSet
from improvement_hub.councils.models import Council, Region
from improvement_hub.councils.queries import matching


class Status(models.TextChoices):
    FORMER = "former", "Former councils"
    ALL = "all", "All, past and to come"


class StatusFilter(django_filters.ChoiceFilter):
    """Councils in being today, unless former ones or all are asked for."""

    def filter(self, queryset, value):
        if value == Status.ALL:
            return queryset
        return queryset.former() if value == Status.FORMER else queryset.in_being()


def regions_offered(request):
    """As choices: invented regions are for those who asked for demonstration content."""
    everywhere = Region.objects.all()
    return everywhere if request and request.GET.get("demonstration") else everywhere.filter(demonstration=False)


class CouncilFilterSet(HubFilterSet):
    q = django_filters.CharFilter(
        label="Name or code",
        method="find",
        max_length=200,
        help_text="A name, or any GSS code, DfE number or Ofsted URN it ever had.",
    )
    region = django_filters.ModelChoiceFilter(
        label="Region", queryset=regions_offered, to_field_name="slug", empty_label="Every region"
    )
    type = django_filters.ChoiceFilter(
        label="Type", field_name="kind", choices=Council.Kind.choices, empty_label="Every type"
    )
    status = StatusFilter(label="In being", choices=Status.choices, empty_label="Councils of today")
    demonstration = DemonstrationFilter()

    class Meta:
        model = Council
        fields = ["q", "region", "type", "status", "demonstration"]

    def find(self, queryset, name, value):
        return matching(queryset, value)


class RegionFilterSet(HubFilterSet):
    demonstration = DemonstrationFilter()

    class Meta:
        model = Region
        fields = ["demonstration"]

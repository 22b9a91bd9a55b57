import django_filters

from blogs.models import ImportRun
from improvement_hub.core.filters import HubFilterSet


class ImportRunFilterSet(HubFilterSet):
    q = django_filters.CharFilter(label="File or address", field_name="name", lookup_expr="icontains", max_length=200)

    class Meta:
        model = ImportRun
        fields = ["q"]

import django_filters

from improvement_hub.accounts import queries
from improvement_hub.accounts.models import ApiCall
from improvement_hub.core.filters import HubFilterSet, TrueOrFalseFilter

REFUSED_FROM = 400


class CallFilterSet(HubFilterSet):
    client = django_filters.ModelChoiceFilter(
        label="Client", queryset=lambda request: queries.client_list(request.user), help_text="Its id."
    )
    since = django_filters.IsoDateTimeFilter(label="Since", field_name="at", lookup_expr="gte")
    until = django_filters.IsoDateTimeFilter(label="Until", field_name="at", lookup_expr="lt")
    refused = TrueOrFalseFilter(label="Refused or failed", method="was_refused")

    class Meta:
        model = ApiCall
        fields = ["client", "since", "until", "refused"]

    def was_refused(self, queryset, name, value):
        return queryset.filter(status__gte=REFUSED_FROM) if value else queryset.filter(status__lt=REFUSED_FROM)

import django_filters

from improvement_hub.core.filters import DemonstrationFilter, HubFilterSet, TrueOrFalseFilter, YesNoFilter
from peer_review.filters.evidence import EvidenceFilterSet
from peer_review.models import Statement
from peer_review.workflow import StatementState


class StatementFilterSet(HubFilterSet):
    review = django_filters.UUIDFilter(field_name="keyline__review_id")
    keyline = django_filters.UUIDFilter(field_name="keyline_id")
    status = django_filters.ChoiceFilter(field_name="state", choices=StatementState.choices)
    held = TrueOrFalseFilter(field_name="held_at", lookup_expr="isnull", exclude=True)
    demonstration = DemonstrationFilter(lookup="keyline__review__host__demonstration", shown_to_its_people=True)

    class Meta:
        model = Statement
        fields = ["review", "keyline", "status", "held", "demonstration"]


class TrayFilterSet(EvidenceFilterSet):
    """The evidence beside the board."""

    linked = YesNoFilter(method="by_links", label="Linked", either="All", yes="Linked", no="Not yet")

    class Meta(EvidenceFilterSet.Meta):
        fields = [*EvidenceFilterSet.Meta.fields, "linked"]

    def by_links(self, queryset, name, value):
        return queryset.filter(link_count__gt=0) if value else queryset.filter(link_count=0)

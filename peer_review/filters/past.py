import django_filters

from improvement_hub.core.filters import DemonstrationFilter, HubFilterSet
from peer_review.models import PastReview


class PastReviewFilterSet(HubFilterSet):
    host = django_filters.CharFilter(field_name="review__host__identifiers__value", lookup_expr="iexact")
    theme = django_filters.CharFilter(field_name="review__theme__slug")
    demonstration = DemonstrationFilter(lookup="review__host__demonstration", shown_to_its_people=True)

    class Meta:
        model = PastReview
        fields = ["host", "theme", "demonstration"]

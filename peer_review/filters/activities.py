import django_filters

from improvement_hub.core.filters import HubFilterSet, YesNoFilter
from peer_review import queries
from peer_review.models import Activity, KeyLineOfEnquiry, Room
from peer_review.workflow import ActivityState


class ActivityFilterSet(HubFilterSet):
    review = django_filters.UUIDFilter(field_name="review_id")
    kind = django_filters.ChoiceFilter(choices=Activity.Kind.choices)
    state = django_filters.ChoiceFilter(choices=ActivityState.choices)
    day = django_filters.DateFilter(field_name="takes_place_on")
    room = django_filters.UUIDFilter(field_name="room_id")
    mine = YesNoFilter(method="with_me", label="Who takes part", either="Anyone", yes="Me")

    class Meta:
        model = Activity
        fields = ["review", "kind", "state", "day", "room", "mine"]

    def with_me(self, queryset, name, value):
        return queryset.filter(queries.taking_part(self.actor)) if value else queryset


class KeyLineFilterSet(HubFilterSet):
    review = django_filters.UUIDFilter(field_name="review_id")

    class Meta:
        model = KeyLineOfEnquiry
        fields = ["review"]


class RoomFilterSet(HubFilterSet):
    review = django_filters.UUIDFilter(field_name="review_id")

    class Meta:
        model = Room
        fields = ["review"]

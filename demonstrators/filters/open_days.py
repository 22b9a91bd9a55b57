import django_filters
from django.utils import timezone

from demonstrators import queries
from demonstrators.models import Booking, OpenDay
from demonstrators.workflow import BookingState
from improvement_hub.core.filters import DemonstrationFilter, HubFilterSet
from improvement_hub.councils.filters import regions_offered
from improvement_hub.councils.models import Council
from improvement_hub.councils.queries import called

WHEN = [("past", "Past"), ("all", "To come and past")]


class WhenFilter(django_filters.ChoiceFilter):
    """What is not asked for are the days to come."""

    def filter(self, queryset, value):
        today = timezone.localdate()
        if value == "all":
            return queryset
        return queryset.filter(takes_place_on__lt=today) if value else queryset.filter(takes_place_on__gte=today)


class OpenDayFilterSet(HubFilterSet):
    when = WhenFilter(label="When", choices=WHEN, empty_label="To come")
    site = django_filters.CharFilter(label="Site", field_name="site__slug", max_length=100, help_text="Its short name.")
    council = django_filters.CharFilter(
        label="Council", method="of_council", max_length=150, help_text="Lead or partner: its name, or any code of it."
    )
    region = django_filters.ModelChoiceFilter(
        label="Region", queryset=regions_offered, to_field_name="slug", field_name="site__lead__region",
        empty_label="Every region",
    )  # fmt: skip
    demonstration = DemonstrationFilter(lookup="site__demonstration", shown_to_its_people=True)

    class Meta:
        model = OpenDay
        fields = ["when", "site", "council", "region", "demonstration"]

    def of_council(self, queryset, name, value):
        councils = called(Council.objects.all(), value).order_by().values("pk")
        return queryset.filter(queries.shared_by(councils, "site"))


class BookingFilterSet(HubFilterSet):
    open_day = django_filters.UUIDFilter(label="Open day", field_name="open_day_id")
    state = django_filters.ChoiceFilter(label="State", choices=BookingState.choices)
    demonstration = DemonstrationFilter(lookup="open_day__site__demonstration", shown_to_its_people=True)

    class Meta:
        model = Booking
        fields = ["open_day", "state", "demonstration"]

import django_filters
from django.db.models import Q

from demonstrators import queries
from demonstrators.models import Approach, ApproachUse
from demonstrators.models.approaches import UseStatus
from improvement_hub.core.filters import DemonstrationFilter, HubFilterSet
from improvement_hub.councils.filters import regions_offered
from improvement_hub.councils.models import Council
from improvement_hub.councils.queries import called


def council_filter():
    return django_filters.CharFilter(
        label="Council", method="of_council", max_length=150, help_text="Its name, or any code of it."
    )


class ApproachFilterSet(HubFilterSet):
    q = django_filters.CharFilter(label="Words", method="with_words", max_length=200)
    council = council_filter()
    region = django_filters.ModelChoiceFilter(
        label="Used in region", queryset=regions_offered, to_field_name="slug", method="in_region",
        empty_label="Every region",
    )  # fmt: skip
    demonstration = DemonstrationFilter(shown_to_its_people=True)

    class Meta:
        model = Approach
        fields = ["q", "council", "region", "demonstration"]

    def with_words(self, queryset, name, value):
        """Every word, in its name or in what it is."""
        for word in value.split():
            queryset = queryset.filter(Q(name__icontains=word) | Q(about__icontains=word))
        return queryset

    def of_council(self, queryset, name, value):
        """Those that a council began or uses."""
        chosen = called(Council.objects.all(), value).order_by().values("pk")
        used = queries.use_list(self.actor).order_by().filter(council__in=chosen)
        return queryset.filter(Q(origin_council__in=chosen) | Q(pk__in=used.values("approach")))

    def in_region(self, queryset, name, value: str):
        used = queries.use_list(self.actor).order_by().filter(council__region=value)
        return queryset.filter(pk__in=used.values("approach"))


class UseFilterSet(HubFilterSet):
    approach = django_filters.CharFilter(label="Approach", field_name="approach__slug", max_length=100)
    council = council_filter()
    site = django_filters.CharFilter(label="Site", field_name="site__slug", max_length=100)
    status = django_filters.ChoiceFilter(label="Status", choices=UseStatus.choices)
    demonstration = DemonstrationFilter(lookup="approach__demonstration", shown_to_its_people=True)

    class Meta:
        model = ApproachUse
        fields = ["approach", "council", "site", "status", "demonstration"]

    def of_council(self, queryset, name, value):
        return queryset.filter(council__in=called(Council.objects.all(), value).order_by().values("pk"))

import django_filters
from django.db.models import Q

from blogs.filters.posts import PostFilterSet
from blogs.levels import Level
from blogs.models import PostCouncil
from blogs.models.case_studies import CostBand
from demonstrators.workflow import Stage
from improvement_hub.core.filters import YesNoFilter
from improvement_hub.councils.models import Council


class CaseStudyFilterSet(PostFilterSet):
    """Case studies that are not in sections yet have no level, stage or cost, and no such filter finds them."""

    kind = None
    council_type = django_filters.ChoiceFilter(
        label="Type of council", choices=Council.Kind.choices, method="of_type", empty_label="Every type"
    )
    level = django_filters.ChoiceFilter(
        field_name="case_study__evidence_level", label="Evidence", choices=Level.choices, empty_label="Every level"
    )
    stage = django_filters.ChoiceFilter(
        field_name="case_study__stage", label="Stage", choices=Stage.choices, empty_label="Every stage"
    )
    cost = django_filters.ChoiceFilter(
        field_name="case_study__cost_band", label="Cost", choices=CostBand.choices, empty_label="Any cost"
    )
    visits = YesNoFilter(field_name="case_study__offers_visit", label="Visits", either="All", yes="Offers a visit")

    class Meta(PostFilterSet.Meta):
        fields = [
            *("q", "theme", "region", "council", "council_type", "stage", "level", "cost", "visits", "standing"),
            *("dated", "state", "demonstration"),
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters = {name: self.filters[name] for name in self.Meta.fields if name in self.filters}

    def of_type(self, queryset, name, value):
        """Of a council of this type, or about one."""
        about = PostCouncil.objects.filter(council__kind=value)
        return queryset.filter(Q(owner__kind=value) | Q(pk__in=about.values("post")))

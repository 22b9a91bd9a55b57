import django_filters

from blogs.models import CaseStudy
from blogs.workflow import Standing

EVERY = "every"
STANDINGS = [*Standing.choices, (EVERY, "Archived ones too")]


class StandingFilter(django_filters.ChoiceFilter):
    """Case studies that are archived stay out of a list unless asked for."""

    def __init__(self, *, empty_label):
        super().__init__(label="Still holds", choices=STANDINGS, empty_label=empty_label)

    def filter(self, queryset, value):
        if value == EVERY:
            return queryset
        if not value:
            archived = CaseStudy.objects.filter(standing=Standing.ARCHIVED)
            return queryset.exclude(pk__in=archived.order_by().values("post"))
        return queryset.filter(case_study__standing=value)

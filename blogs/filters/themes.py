import django_filters
from django.db.models import Func, Q, TextField, Value

from blogs.models import Theme
from improvement_hub.core.filters import HubFilterSet


class ThemeFilterSet(HubFilterSet):
    q = django_filters.CharFilter(
        label="Theme", method="called", max_length=80, help_text="A name, an acronym or another word for it."
    )

    class Meta:
        model = Theme
        fields = ["q"]

    def called(self, queryset, name, value):
        synonyms = Func("synonyms", Value(" · "), function="array_to_string", output_field=TextField())
        named = Q(name__icontains=value) | Q(acronym__iexact=value.strip()) | Q(other_words__icontains=value)
        return queryset.alias(other_words=synonyms).filter(named)

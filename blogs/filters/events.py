import django_filters
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import TextChoices
from django.utils import timezone

from blogs.filters.on_themes import ThemesFilter
from blogs.models import Event, EventTheme
from blogs.queries import upcoming
from blogs.workflow import EventState
from improvement_hub.core.filters import DemonstrationFilter, HubFilterSet
from improvement_hub.councils.filters import regions_offered


class When(TextChoices):
    UPCOMING = "upcoming", "To come"
    PAST = "past", "Past"


class EventFilterSet(HubFilterSet):
    q = django_filters.CharFilter(label="Words", method="with_words", max_length=200)
    when = django_filters.ChoiceFilter(
        label="When", method="at_a_time", choices=When.choices, empty_label="To come and past"
    )
    theme = ThemesFilter(method="on_themes")
    region = django_filters.ModelChoiceFilter(
        label="Region", queryset=regions_offered, to_field_name="slug", empty_label="Every region"
    )
    year = django_filters.NumberFilter(label="Year", field_name="starts_at__year", min_value=1900, max_value=2200)
    state = django_filters.ChoiceFilter(label="State", choices=EventState.choices, empty_label="Every state")
    demonstration = DemonstrationFilter(shown_to_its_people=True)

    class Meta:
        model = Event
        fields = ["q", "when", "theme", "region", "year", "state", "demonstration"]

    def with_words(self, queryset, name, value):
        """Words in title, summary, description or place, “in quotes” as a phrase, -without."""
        words = SearchVector("title", "summary", "description", "place", config="english")
        return queryset.alias(words=words).filter(words=SearchQuery(value, search_type="websearch", config="english"))

    def at_a_time(self, queryset, name, value):
        """To come: planned and not over yet, the next first."""
        return upcoming(queryset) if value == When.UPCOMING else queryset.filter(ends_at__lt=timezone.now())

    def on_themes(self, queryset, name, value: str):
        """On any of these themes, or on one that is part of them."""
        links = EventTheme.objects.filter(theme__line__overlap=[theme.pk for theme in value])
        return queryset.filter(pk__in=links.values("event")) if value else queryset

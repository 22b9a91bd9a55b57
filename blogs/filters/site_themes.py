from blogs.filters.on_themes import ThemesFilter
from blogs.queries import sites_within
from demonstrators.models import Site
from improvement_hub.core.filters import DemonstrationFilter, HubFilterSet


class SiteThemesFilterSet(HubFilterSet):
    theme = ThemesFilter(method="on_themes")
    demonstration = DemonstrationFilter(shown_to_its_people=True)

    class Meta:
        model = Site
        fields = ["theme", "demonstration"]

    def on_themes(self, queryset, name, value: str):
        """On any of these themes, or on one that is part of them."""
        return queryset.filter(pk__in=sites_within(value).values("site")) if value else queryset

"""Sites and approaches by theme: in their own lists too, whose product does not know of themes."""

from blogs.filters.on_themes import ThemesFilter
from blogs.queries import on_any
from demonstrators.filters import ApproachFilterSet, SiteFilterSet
from demonstrators.models import Approach, Site
from improvement_hub.core.filters import DemonstrationFilter, HubFilterSet


def on_themes(queryset, name, value: str):
    """On any of these themes, or on one that is part of them."""
    return on_any(queryset, value) if value else queryset


class ChosenThemesFilterSet(HubFilterSet):
    theme = ThemesFilter(method=on_themes)
    demonstration = DemonstrationFilter(shown_to_its_people=True)


class SiteThemesFilterSet(ChosenThemesFilterSet):
    class Meta:
        model = Site
        fields = ["theme", "demonstration"]


class ApproachThemesFilterSet(ChosenThemesFilterSet):
    class Meta:
        model = Approach
        fields = ["theme", "demonstration"]


SiteFilterSet.narrow_also_by(theme=ThemesFilter(method=on_themes))
ApproachFilterSet.narrow_also_by(theme=ThemesFilter(method=on_themes))

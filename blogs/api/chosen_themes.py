from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers

from blogs import queries, services
from blogs.api.themes import ThemeNameSerializer
from blogs.filters import ApproachThemesFilterSet, SiteThemesFilterSet
from demonstrators.models import Approach, Site
from improvement_hub.core.api import IF_MATCH, FoundByIdOrSlug, expected_version
from improvement_hub.councils.api import WithPage


class ChosenThemesSerializer(WithPage):
    themes = serializers.SerializerMethodField(help_text="What it works on.")

    class Meta:
        rests_on = {"themes": ["theme_links"]}
        fields = ["id", "slug", "name", "themes", "demonstration", "url"]
        extra_kwargs = {
            "id": {"help_text": "Permanent id."},
            "slug": {"help_text": "Its short name in addresses."},
            "demonstration": {"help_text": "True if it is invented, for demonstration."},
        }

    @extend_schema_field(ThemeNameSerializer(many=True))
    def get_themes(self, thing):
        themes = [link.theme for link in thing.theme_links.all()]
        return ThemeNameSerializer(themes, many=True, context=self.context).data


class SiteThemesSerializer(ChosenThemesSerializer):
    """A demonstrator site with its themes; `sites/` has what else there is of it."""

    class Meta(ChosenThemesSerializer.Meta):
        collection = "site-themes"
        model = Site


class ApproachThemesSerializer(ChosenThemesSerializer):
    """An approach with its themes; `approaches/` has what else there is of it."""

    class Meta(ChosenThemesSerializer.Meta):
        collection = "approach-themes"
        model = Approach


class ChooseThemesSerializer(serializers.Serializer):
    themes = serializers.SlugRelatedField(
        slug_field="slug", queryset=queries.themes(), many=True, help_text="Slugs of all its themes."
    )


class ChosenThemesResource(FoundByIdOrSlug):
    ordering = ("name", "id")
    orders = {"name": ("name", "id")}
    shows_what_is_shared = True  # sites, approaches and themes are

    def terms(self, request) -> dict:
        return {"version": expected_version(request), "by": request.user, **self.read(ChooseThemesSerializer)}


class SiteThemesResource(ChosenThemesResource):
    """Demonstrator sites by theme. One is addressed by its id, or by its slug."""

    serializer_class = SiteThemesSerializer
    filterset_class = SiteThemesFilterSet
    queryset = Site.objects.none()

    def visible(self, actor):
        return queries.sites_by_theme(actor)

    @extend_schema(request=ChooseThemesSerializer, responses=SiteThemesSerializer, parameters=[IF_MATCH])
    def partial_update(self, request, pk):
        """Say which themes it works on, as whoever may change the site. `If-Match` names the version of the site."""
        return self.answer(services.choose_site_themes(site=self.get_object(), **self.terms(request)))


class ApproachThemesResource(ChosenThemesResource):
    """Approaches by theme. One is addressed by its id, or by its slug."""

    serializer_class = ApproachThemesSerializer
    filterset_class = ApproachThemesFilterSet
    queryset = Approach.objects.none()

    def visible(self, actor):
        return queries.approaches_by_theme(actor)

    @extend_schema(request=ChooseThemesSerializer, responses=ApproachThemesSerializer, parameters=[IF_MATCH])
    def partial_update(self, request, pk):
        """Say which themes it is about, as whoever may change the approach. `If-Match` names the approach's version."""
        return self.answer(services.choose_approach_themes(approach=self.get_object(), **self.terms(request)))

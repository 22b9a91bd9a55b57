from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers

from blogs import queries, services
from blogs.api.themes import ThemeNameSerializer
from blogs.filters import SiteThemesFilterSet
from demonstrators.models import Site
from improvement_hub.core.api import IF_MATCH, FoundByIdOrSlug, expected_version
from improvement_hub.councils.api import WithPage


class SiteThemesSerializer(WithPage):
    """A demonstrator site with its themes; `sites/` has what else there is of it."""

    themes = serializers.SerializerMethodField(help_text="What it works on.")

    class Meta:
        collection = "site-themes"
        rests_on = {"themes": ["theme_links"]}
        model = Site
        fields = ["id", "slug", "name", "themes", "demonstration", "url"]
        extra_kwargs = {
            "id": {"help_text": "Permanent id."},
            "slug": {"help_text": "Its short name in addresses."},
            "demonstration": {"help_text": "True if it is invented, for demonstration."},
        }

    @extend_schema_field(ThemeNameSerializer(many=True))
    def get_themes(self, site):
        themes = [link.theme for link in site.theme_links.all()]
        return ThemeNameSerializer(themes, many=True, context=self.context).data


class ChooseSiteThemesSerializer(serializers.Serializer):
    themes = serializers.SlugRelatedField(
        slug_field="slug", queryset=queries.themes(), many=True, help_text="Slugs of all its themes."
    )


class SiteThemesResource(FoundByIdOrSlug):
    """Demonstrator sites by theme. One is addressed by its id, or by its slug."""

    serializer_class = SiteThemesSerializer
    filterset_class = SiteThemesFilterSet
    ordering = ("name", "id")
    orders = {"name": ("name", "id")}
    queryset = Site.objects.none()
    shows_what_is_shared = True  # sites and themes are

    def visible(self, actor):
        return queries.sites_by_theme(actor)

    @extend_schema(request=ChooseSiteThemesSerializer, responses=SiteThemesSerializer, parameters=[IF_MATCH])
    def partial_update(self, request, pk):
        """Say which themes it works on, as whoever may change the site. `If-Match` names the version of the site."""
        site, version = self.get_object(), expected_version(request)
        said = self.read(ChooseSiteThemesSerializer)
        return self.answer(services.choose_site_themes(site=site, by=request.user, version=version, **said))

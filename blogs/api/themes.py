from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action

from blogs import queries, services
from blogs.filters import ThemeFilterSet
from blogs.models import Theme
from blogs.models.posts import LONGEST_TEXT
from improvement_hub.core.api import IDEMPOTENCY_KEY, IF_MATCH, FoundByIdOrSlug, expected_version
from improvement_hub.core.idempotency import once
from improvement_hub.core.one_page import OnePageSerializer, on_one_page
from improvement_hub.core.shapes.addresses import Addressed
from improvement_hub.core.writing.api import WithRevisions
from improvement_hub.councils.api import WithPage


class ThemeNameSerializer(Addressed, serializers.ModelSerializer):
    class Meta:
        collection, brief = "themes", True
        model = Theme
        fields = ["id", "slug", "name"]
        extra_kwargs = {
            "id": {"help_text": "Permanent id."},
            "slug": {"help_text": "Its short name in addresses and filters."},
            "name": {"help_text": "Its name."},
        }


class ThemeSerializer(WithPage):
    broader = ThemeNameSerializer(allow_null=True, help_text="The theme it is part of; null where it is none.")
    post_count = serializers.IntegerField(
        help_text="Posts you may see on it or on what is part of it, demonstration ones left out."
    )

    class Meta:
        collection = "themes"
        of_the_reader = ["post_count"]
        rests_on: dict[str, list[str]] = {"post_count": []}
        model = Theme
        fields = [
            *("id", "slug", "name", "acronym", "synonyms", "description", "broader", "post_count", "url"),
        ]
        extra_kwargs = {
            **ThemeNameSerializer.Meta.extra_kwargs,
            "acronym": {"help_text": "Empty where it has none."},
            "synonyms": {"help_text": "Other words people use for it."},
            "description": {"help_text": "What it is about, in a sentence."},
        }


class NewThemeSerializer(serializers.Serializer):
    """A term of the vocabulary."""

    name = serializers.CharField(max_length=80)
    acronym = serializers.CharField(max_length=12, required=False, allow_blank=True)
    synonyms = serializers.ListField(child=serializers.CharField(max_length=80), required=False, max_length=60)
    description = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    broader = serializers.SlugRelatedField(
        slug_field="slug", queryset=queries.themes(), required=False, allow_null=True, help_text="Slug of a theme."
    )


class MergeThemeSerializer(serializers.Serializer):
    into = serializers.SlugRelatedField(slug_field="slug", queryset=queries.themes(), help_text="Slug of a theme.")


class WrittenSerializer(serializers.Serializer):
    """A text, as far as it is written."""

    title = serializers.CharField(max_length=300, allow_blank=True)
    summary = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    body = serializers.CharField(max_length=LONGEST_TEXT, required=False, allow_blank=True)


class SuggestionSerializer(serializers.Serializer):
    """A theme that a text speaks of, and what speaks for it."""

    id = serializers.UUIDField(source="theme.pk", help_text="Of the theme.")
    slug = serializers.CharField(source="theme.slug", help_text="Of the theme.")
    name = serializers.CharField(source="theme.name", help_text="Of the theme.")
    why = serializers.CharField(help_text="The words that speak for it, and where they stand.")
    score = serializers.FloatField(help_text="How much speaks for it; to compare within one text.")


class SuggestionsSerializer(OnePageSerializer):
    """The strongest first; they all fit on one page."""

    results = SuggestionSerializer(many=True)


class ThemeResource(WithRevisions, FoundByIdOrSlug):
    """The shared vocabulary. One theme is addressed by its id, or by its slug."""

    trail = queries.THEME_REVISIONS
    revisions_permission = "blogs.change_theme"
    serializer_class = ThemeSerializer
    filterset_class = ThemeFilterSet
    ordering = ("name",)
    orders = {"name": ("name",)}

    def visible(self, actor):
        return queries.theme_list(actor)

    def get_object(self):
        """A theme that was merged is the one it was merged into."""
        try:
            return super().get_object()
        except Http404:
            theme = queries.merged_into(self.kwargs["pk"])
            if theme is None:
                raise
            return self.get_queryset().get(pk=theme.pk)

    @extend_schema(request=NewThemeSerializer, responses={201: ThemeSerializer}, parameters=[IDEMPOTENCY_KEY])
    @once
    def create(self, request):
        """Add a theme to the vocabulary, as an administrator."""
        return self.answer(services.define_theme(by=request.user, **self.read(NewThemeSerializer)), status=201)

    @extend_schema(request=NewThemeSerializer, responses=ThemeSerializer, parameters=[IF_MATCH])
    def partial_update(self, request, pk):
        """Change what a theme is called, is about or is part of, as an administrator. Its address stays."""
        version = expected_version(request)
        said = self.read(NewThemeSerializer, partial=True)
        return self.answer(services.change_theme(theme=self.get_object(), by=request.user, version=version, **said))

    @extend_schema(request=MergeThemeSerializer, responses=ThemeSerializer, parameters=[IF_MATCH, IDEMPOTENCY_KEY])
    @action(detail=True, methods=["post"])
    @once
    def merge(self, request, pk):
        """Merge a theme into another, as an administrator; answers with the other."""
        theme, version = self.get_object(), expected_version(request)
        said = self.read(MergeThemeSerializer)
        return self.answer(services.merge_theme(theme=theme, by=request.user, version=version, **said))

    @extend_schema(request=WrittenSerializer, responses=SuggestionsSerializer, filters=False)
    @action(detail=False, methods=["post"], pagination_class=None)
    def suggest(self, request):
        """Themes that a text speaks of. Nothing is stored, and nothing applied."""
        found = services.suggest_themes(**self.read(WrittenSerializer))
        return on_one_page(SuggestionSerializer(found, many=True).data)

from rest_framework import serializers

from blogs import queries
from blogs.filters import ThemeFilterSet
from blogs.models import Theme
from improvement_hub.core.api import FoundByIdOrSlug
from improvement_hub.councils.api import WithPage


class ThemeNameSerializer(serializers.ModelSerializer):
    class Meta:
        model = Theme
        fields = ["slug", "name"]
        extra_kwargs = {
            "slug": {"help_text": "Its short name in addresses and filters."},
            "name": {"help_text": "Its name."},
        }


class ThemeSerializer(WithPage):
    broader = ThemeNameSerializer(allow_null=True, help_text="The theme it is part of; null where it is none.")
    post_count = serializers.IntegerField(help_text="Posts you may see, demonstration ones left out.")

    class Meta:
        model = Theme
        fields = [
            *("id", "slug", "name", "acronym", "synonyms", "description", "broader", "post_count", "url"),
        ]
        extra_kwargs = {
            **ThemeNameSerializer.Meta.extra_kwargs,
            "id": {"help_text": "Permanent id."},
            "acronym": {"help_text": "Empty where it has none."},
            "synonyms": {"help_text": "Other words people use for it."},
            "description": {"help_text": "What it is about, in a sentence."},
        }


class ThemeResource(FoundByIdOrSlug):
    """The shared vocabulary. One theme is addressed by its id, or by its slug."""

    serializer_class = ThemeSerializer
    filterset_class = ThemeFilterSet
    ordering = ("name",)

    def visible(self, actor):
        return queries.theme_list(actor)

"""Themes and posts over the API, by the same lists, filters and steps as the pages."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from blogs import queries, services
from blogs.filters import PostFilterSet, ThemeFilterSet
from blogs.models import Post, Theme
from improvement_hub.core.api import FoundByIdOrSlug, StepSerializer, etag, expected_version, transition_schema
from improvement_hub.core.idempotency import once
from improvement_hub.core.markdown import to_html
from improvement_hub.councils.api import CouncilNameSerializer, RegionNameSerializer, WithPage


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


class PostSerializer(WithPage):
    """A post in a list, without its text."""

    kind_label = serializers.CharField(source="get_kind_display", help_text="Its kind, in words.")
    summary = serializers.CharField(
        source="lead", help_text="Its summary, or where it has none the beginning of its text."
    )
    authors = serializers.ListField(
        source="author_names", child=serializers.CharField(), help_text="Names, in the order they stand over it."
    )
    councils = CouncilNameSerializer(many=True, help_text="Councils it is about.")
    region = RegionNameSerializer(allow_null=True, help_text="Of the council it belongs to; null without one.")
    themes = ThemeNameSerializer(many=True, help_text="What it is about.")

    class Meta:
        model = Post
        fields = [
            *("id", "slug", "title", "kind", "kind_label", "summary", "published_on", "state", "visibility"),
            *("authors", "councils", "region", "themes", "source_url", "demonstration", "url"),
        ]
        extra_kwargs = {
            "id": {"help_text": "Permanent id."},
            "slug": {"help_text": "Its short name in addresses; it stays when the title changes."},
            "title": {"help_text": "Its title, as its source has it."},
            "kind": {"help_text": "What kind of post it is, as a code."},
            "published_on": {"help_text": "The day it came out at its source; null where that is not known."},
            "state": {"help_text": "draft or published."},
            "visibility": {"help_text": "Whom it is for once published: region, sector or public."},
            "source_url": {"help_text": "Where it was first published; empty where not known."},
            "demonstration": {"help_text": "True if it is invented, for demonstration."},
        }


class PostDetailSerializer(PostSerializer):
    """A post with its text and with what you may do with it."""

    body_html = serializers.SerializerMethodField(help_text="Its text as safe HTML; headings begin with h2.")
    transitions = serializers.SerializerMethodField(help_text="Steps you may take.")

    class Meta(PostSerializer.Meta):
        fields = [*PostSerializer.Meta.fields, "body", "body_html", "transitions"]
        extra_kwargs = {**PostSerializer.Meta.extra_kwargs, "body": {"help_text": "Its text, in Markdown."}}

    def get_body_html(self, post) -> str:
        return to_html(post.body)

    @extend_schema_field(StepSerializer(many=True))
    def get_transitions(self, post):
        return StepSerializer(post.workflow.steps(post, self.context["request"].user), many=True).data


class ThemeResource(FoundByIdOrSlug):
    """The shared vocabulary. One theme is addressed by its id, or by its slug."""

    serializer_class = ThemeSerializer
    filterset_class = ThemeFilterSet
    ordering = ("name",)

    def visible(self, actor):
        return queries.theme_list(actor)


class PostResource(FoundByIdOrSlug):
    """Blog posts, case studies, reports and resources. One is addressed by its id, or by its slug."""

    filterset_class = PostFilterSet
    ordering = ("-sort_day", "title", "id")

    def visible(self, actor):
        return queries.post_list(actor) if self.action == "list" else queries.post_detail(actor)

    def get_serializer_class(self):
        return PostSerializer if self.action == "list" else PostDetailSerializer

    @transition_schema(PostDetailSerializer)
    @action(detail=True, methods=["post"], url_path="transitions/<str:name>", url_name="transition")
    @once
    def transition(self, request, pk, name):
        """Publish a post or withdraw it: editors and directors of its council, administrators where it has none."""
        services.move_post(post=self.get_object(), step=name, by=request.user, version=expected_version(request))
        post = self.get_object()
        return Response(self.get_serializer(post).data, headers=etag(post))


RESOURCES = [("themes", ThemeResource, "api-theme"), ("posts", PostResource, "api-post")]

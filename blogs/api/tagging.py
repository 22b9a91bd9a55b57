"""Many posts tagged at once: the list of what is to be tagged with suggestions, and the decisions on it."""

from functools import cached_property

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.response import Response

from blogs import queries, services
from blogs.api.posts import PostSerializer
from blogs.api.themes import SuggestionSerializer
from blogs.filters import TaggingFilterSet
from blogs.models import Post
from improvement_hub.core.api import IDEMPOTENCY_KEY, ChangeResource
from improvement_hub.core.idempotency import once
from improvement_hub.core.permissions import require

MOST = 200  # decisions sent at once


class ToTagSerializer(PostSerializer):
    """A post with no theme or one, and what its text speaks of. `version` goes with the decision."""

    suggestions = serializers.SerializerMethodField(help_text="The strongest first; none is applied by itself.")

    class Meta(PostSerializer.Meta):
        collection = "tagging"
        fields = [*PostSerializer.Meta.fields, "version", "suggestions"]

    @extend_schema_field(SuggestionSerializer(many=True))
    def get_suggestions(self, post):
        return SuggestionSerializer(services.suggest_for(post, self.context["view"].vocabulary), many=True).data


class DecisionSerializer(serializers.Serializer):
    """On one post, in the version you looked at: themes to add, or that none of those suggested fits."""

    post = serializers.UUIDField(help_text="Its id.")
    version = serializers.IntegerField()
    themes = serializers.SlugRelatedField(
        slug_field="slug", queryset=queries.themes(), many=True, required=False, help_text="Slugs of themes to add."
    )
    aside = serializers.BooleanField(required=False, help_text="True: set it aside until it changes.")


class DecisionsSerializer(serializers.Serializer):
    decisions = serializers.ListField(child=DecisionSerializer(), min_length=1, max_length=MOST)


class TaggedSerializer(serializers.Serializer):
    """What came of it, by ids. `changed`: somebody changed them meanwhile, and they are left as they are. `not_yours`:
    you do not tag them, or they are not there."""

    tagged = serializers.ListField(child=serializers.UUIDField())
    aside = serializers.ListField(child=serializers.UUIDField())
    changed = serializers.ListField(child=serializers.UUIDField())
    not_yours = serializers.ListField(child=serializers.UUIDField())


class TaggingResource(ChangeResource):
    """Posts with no theme or one that you tag, each with what its text speaks of."""

    serializer_class = ToTagSerializer
    filterset_class = TaggingFilterSet
    ordering = ("-sort_day", "title", "id")
    queryset = Post.objects.none()

    @cached_property
    def vocabulary(self):
        return services.read_vocabulary()

    def visible(self, actor):
        require(actor, "blogs.tag_posts")
        return queries.posts_to_tag(actor)

    @extend_schema(request=DecisionsSerializer, responses=TaggedSerializer, parameters=[IDEMPOTENCY_KEY])
    @once
    def create(self, request):
        """Add the themes you decided on, all in one go; nothing that you leave out is touched."""
        require(request.user, "blogs.tag_posts")
        said = {one.pop("post"): one for one in self.read(DecisionsSerializer)["decisions"]}
        posts = queries.posts_tagged_by(request.user, list(said))
        decisions = [services.Decision(post, **said.pop(post.pk)) for post in posts]
        done = services.tag_posts(decisions=decisions, by=request.user)
        found = {name: [post.pk for post in getattr(done, name)] for name in ("tagged", "aside", "changed")}
        return Response(TaggedSerializer({**found, "not_yours": list(said)}).data)

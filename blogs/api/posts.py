from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action

from blogs import queries, services
from blogs.api.themes import ThemeNameSerializer
from blogs.filters import PostFilterSet
from blogs.links import PicturesOf
from blogs.models import Post
from blogs.models.posts import SHARED_CHOICES
from improvement_hub.accounts.asking import refuse_unless_fresh
from improvement_hub.core.api import (
    IDEMPOTENCY_KEY,
    IF_MATCH,
    FoundByIdOrSlug,
    TransitionsField,
    expected_version,
    transition_schema,
)
from improvement_hub.core.idempotency import once
from improvement_hub.core.markdown import to_html
from improvement_hub.core.permissions import allows
from improvement_hub.core.shapes.bulk import bulk_create
from improvement_hub.core.writing.api import ReasonSerializer, WithRevisions
from improvement_hub.councils.api import CouncilNameSerializer, RegionNameSerializer, WithPage
from improvement_hub.councils.queries import council_called


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
        collection = "posts"
        rests_on = {"summary": [], "authors": ["authorships"], "region": []}
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
            "state": {"help_text": "draft, submitted, returned, scheduled or published."},
            "visibility": {"help_text": "Whom it is for once published: region, sector or public."},
            "source_url": {"help_text": "Where it was first published; empty where not known."},
            "demonstration": {"help_text": "True if it is invented, for demonstration."},
        }


class WritingTurnSerializer(serializers.Serializer):
    """Somebody who has the form of the post open. It keeps nobody from saving: If-Match does."""

    name = serializers.CharField(source="person.name")
    since = serializers.DateTimeField()


class PostDetailSerializer(PostSerializer):
    """A post with its text and with what you may do with it."""

    body_html = serializers.SerializerMethodField(help_text="Its text as safe HTML; headings begin with h2.")
    transitions = TransitionsField()
    being_edited_by = serializers.SerializerMethodField(
        help_text="Who is writing it now, for those who may change it; null where nobody is."
    )
    partners = CouncilNameSerializer(many=True, help_text="Councils that write it together with its own.")

    class Meta(PostSerializer.Meta):
        of_the_reader = ["being_edited_by", "transitions"]
        fields = [
            *PostSerializer.Meta.fields,
            *("body", "body_html", "partners", "returned_reason", "publish_at", "being_edited_by", "transitions"),
        ]
        extra_kwargs = {
            **PostSerializer.Meta.extra_kwargs,
            "body": {"help_text": "Its text, in Markdown."},
            "publish_at": {"help_text": "When a scheduled post comes out; null for every other."},
            "returned_reason": {"help_text": "Why an editor returned it; empty unless it is returned."},
        }

    def get_body_html(self, post) -> str:
        return to_html(post.body, PicturesOf(post))

    @extend_schema_field(WritingTurnSerializer(allow_null=True))
    def get_being_edited_by(self, post):
        if not allows(self.context["request"].user, "blogs.change_post", post):
            return None
        turn = queries.turn_at(post)
        return WritingTurnSerializer(turn).data if turn else None


class CouncilField(serializers.CharField):
    """A council by any code it ever had, or by name."""

    def to_internal_value(self, data):
        council = council_called(super().to_internal_value(data))
        if council is None:
            raise serializers.ValidationError("No council is called that.")
        return council


class ChangePostSerializer(serializers.Serializer):
    """What a post says; what is left out stays as it is."""

    kind = serializers.ChoiceField(choices=Post.Kind.choices, required=False)
    title = serializers.CharField(max_length=300)
    summary = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    body = serializers.CharField(required=False, allow_blank=True, help_text="In Markdown.")
    themes = serializers.SlugRelatedField(
        slug_field="slug", queryset=queries.themes(), many=True, required=False, help_text="Slugs of all its themes."
    )
    councils = serializers.ListField(
        child=CouncilField(), required=False, max_length=40, help_text="All councils it is about, by code or name."
    )


class NewPostSerializer(ChangePostSerializer):
    """A draft. Who writes for one council need not name its owner; an administrator's may belong to no council."""

    id = serializers.UUIDField(required=False, help_text="Of your own making: sent twice, it is stored once.")
    owner = CouncilField(required=False, help_text="The council it belongs to, by code or name.")
    visibility = serializers.ChoiceField(choices=SHARED_CHOICES, required=False)

    def validate(self, said):
        return said if "owner" in said else {**said, "owner": self.only_council()}

    def only_council(self):
        actor = self.context["request"].user
        councils = list(queries.councils_to_write_for(actor))
        if len(councils) > 1:
            raise serializers.ValidationError({"owner": "Say for which council you write."})
        return councils[0] if councils else None


class SharePostSerializer(serializers.Serializer):
    visibility = serializers.ChoiceField(choices=SHARED_CHOICES)


class PostStepSerializer(ReasonSerializer):
    """What a step asks for: `return` a reason, `schedule` a moment."""

    publish_at = serializers.DateTimeField(required=False, help_text="With its offset; without one on London clocks.")


class PostResource(WithRevisions, FoundByIdOrSlug):
    """Blog posts, case studies, reports and resources. One is addressed by its id, or by its slug."""

    trail = queries.REVISIONS
    revisions_permission = "blogs.see_revisions"
    filterset_class = PostFilterSet
    ordering = ("-sort_day", "title", "id")
    orders = {"published_on": ("sort_day", "-title", "-id")}
    prepares = "posts"

    def visible(self, actor):
        return queries.post_list(actor) if self.action == "list" else queries.post_detail(actor)

    def get_serializer_class(self):
        return PostSerializer if self.action == "list" else PostDetailSerializer

    @extend_schema(request=NewPostSerializer, responses={201: PostDetailSerializer}, parameters=[IDEMPOTENCY_KEY])
    @once
    def create(self, request):
        """Write a draft: directors, improvement officers and editors for their council, administrators for none."""
        return self.answer(self.make(self.read(NewPostSerializer)), status=201)

    def make(self, said):
        return services.write_post(by=self.request.user, **said)

    bulk = bulk_create(NewPostSerializer, PostDetailSerializer)

    @extend_schema(request=ChangePostSerializer, responses=PostDetailSerializer, parameters=[IF_MATCH])
    def partial_update(self, request, pk):
        """Change a draft or a returned post; editors and directors also change what is submitted or published."""
        said = self.read(ChangePostSerializer, partial=True)
        version = expected_version(request)
        return self.answer(services.change_post(post=self.get_object(), by=request.user, version=version, **said))

    @extend_schema(request=SharePostSerializer, parameters=[IF_MATCH, IDEMPOTENCY_KEY])
    @action(detail=True, methods=["post"])
    @once
    def share(self, request, pk):
        """Set whom it is for: its council's region, the sector or everyone."""
        post, version = self.get_object(), expected_version(request)
        refuse_unless_fresh(request)
        said = self.read(SharePostSerializer)
        return self.answer(services.share_post(post=post, by=request.user, version=version, **said))

    @transition_schema(inputs=PostStepSerializer)
    @action(detail=True, methods=["post"], url_path="transitions/<str:name>", url_name="transition")
    @once
    def transition(self, request, pk, name):
        """Submit a post, take it back, return it with a reason, schedule or publish it, or withdraw it.

        Members of its council submit. Editors and directors of it decide, administrators where it has none.
        """
        post, version = self.get_object(), expected_version(request)
        if name in ("publish", "schedule"):
            refuse_unless_fresh(request)
        said = self.read(PostStepSerializer) if post.workflow.named(name).asks else {}
        return self.answer(services.move_post(post=post, step=name, by=request.user, version=version, **said))

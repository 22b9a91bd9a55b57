from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action

from blogs import queries, services
from blogs.api.event_files import EventFiles, EventFileSerializer
from blogs.api.posts import CouncilField
from blogs.api.themes import ThemeNameSerializer
from blogs.filters import EventFilterSet
from blogs.models import Event
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
from improvement_hub.core.models import Visibility
from improvement_hub.core.shapes.addresses import Addressed
from improvement_hub.core.writing.api import ReasonSerializer, WithRevisions
from improvement_hub.councils.api import CouncilNameSerializer, RegionNameSerializer, WithPage


class EventSerializer(WithPage):
    """A shared learning event in a list, without its long texts."""

    hosts = CouncilNameSerializer(many=True, help_text="Councils that host it; none where its region does.")
    region = RegionNameSerializer(help_text="Of the first host, or the region that hosts it.")
    themes = ThemeNameSerializer(many=True, help_text="What it is about.")

    class Meta:
        collection = "events"
        model = Event
        fields = [
            *("id", "slug", "title", "starts_at", "ends_at", "place", "remote", "summary", "hosts", "region"),
            *("themes", "visibility", "state", "demonstration", "url"),
        ]
        extra_kwargs = {
            "id": {"help_text": "Permanent id."},
            "slug": {"help_text": "Its short name in addresses."},
            "starts_at": {"help_text": "Its beginning, a moment."},
            "ends_at": {"help_text": "Its end, a moment."},
            "place": {"help_text": "Building, street and town; empty where it is remote alone."},
            "remote": {"help_text": "True if it can be joined from elsewhere."},
            "summary": {"help_text": "For whom it is and what they take home."},
            "demonstration": {"help_text": "True if it is invented, for demonstration."},
        }


class AgendaItemSerializer(serializers.Serializer):
    begins = serializers.TimeField(format="%H:%M", help_text="Time of day in London.")
    what = serializers.CharField(max_length=200)
    who = serializers.CharField(max_length=150, required=False, allow_blank=True, help_text="A role and a council.")

    def validate(self, row):
        """A change of the event may leave out its agenda, and not half of an item."""
        if not {"begins", "what"} <= row.keys():
            raise serializers.ValidationError("An item of the agenda says when it begins, and what happens.")
        return row


class EventPostSerializer(Addressed):
    id = serializers.UUIDField(source="post_id", help_text="Permanent id.")
    slug = serializers.CharField(source="post.slug")
    title = serializers.CharField(source="post.title")
    part = serializers.ChoiceField(choices=["shown", "pack"], help_text="Shown there, or to take home.")

    class Meta:
        collection, brief, key = "posts", True, "post_id"


class EventDetailSerializer(EventSerializer):
    """An event with its texts, its agenda, who attends, and the posts of it that you may see."""

    description_html = serializers.SerializerMethodField(help_text="Its description as safe HTML.")
    agenda = AgendaItemSerializer(many=True)
    attending = CouncilNameSerializer(many=True, help_text="Councils that said that they attend.")
    posts = EventPostSerializer(source="seen_posts", many=True, help_text="Those of them that you may see.")
    files = EventFileSerializer(many=True, help_text="Files to take home.")
    report = serializers.SerializerMethodField(help_text="Slug of the post that reports on it, if you may see it.")
    transitions = TransitionsField()

    class Meta(EventSerializer.Meta):
        of_the_reader = ["posts", "report", "transitions"]
        fields = [
            *EventSerializer.Meta.fields,
            *("description", "description_html", "agenda", "attending", "posts", "files", "follow_up", "report"),
            *("cancelled_reason", "transitions"),
        ]
        extra_kwargs = {
            **EventSerializer.Meta.extra_kwargs,
            "description": {"help_text": "In Markdown."},
            "follow_up": {"help_text": "What to take home, in Markdown."},
            "cancelled_reason": {"help_text": "Why it is cancelled; empty unless it is."},
        }

    def get_description_html(self, event) -> str:
        return to_html(event.description)

    def get_report(self, event) -> str | None:
        return event.seen_report.slug if event.seen_report else None


class SeenPostField(serializers.CharField):
    """A post that the caller may see, by its slug."""

    def to_internal_value(self, data):
        slug = super().to_internal_value(data).replace("\0", " ")
        found = queries.post_list(self.context["request"].user).filter(slug=slug).first()
        if found is None:
            raise serializers.ValidationError("No post has this slug.")
        return found


class ChangeEventSerializer(serializers.Serializer):
    """What is said of an event; what is left out stays as it is."""

    title = serializers.CharField(max_length=200)
    hosts = serializers.ListField(child=CouncilField(), required=False, max_length=40, help_text="By code or name.")
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    place = serializers.CharField(max_length=200, required=False, allow_blank=True)
    remote = serializers.BooleanField(required=False)
    summary = serializers.CharField(max_length=2000, required=False, allow_blank=True)
    description = serializers.CharField(required=False, allow_blank=True, help_text="In Markdown.")
    agenda = AgendaItemSerializer(many=True, required=False, help_text="All its items, in their order.")
    themes = serializers.SlugRelatedField(
        slug_field="slug", queryset=queries.themes(), many=True, required=False, help_text="Slugs of all its themes."
    )
    visibility = serializers.ChoiceField(choices=SHARED_CHOICES, required=False)

    def validate_agenda(self, rows):
        return [(row["begins"], row["what"], row.get("who", "")) for row in rows]


class FollowUpSerializer(ChangeEventSerializer):
    follow_up = serializers.CharField(required=False, allow_blank=True, help_text="What to take home, in Markdown.")
    shown = serializers.ListField(
        child=SeenPostField(), required=False, max_length=60, help_text="Slugs of all posts that were shown."
    )
    pack = serializers.ListField(
        child=SeenPostField(), required=False, max_length=60, help_text="Slugs of all posts to take home."
    )
    report = SeenPostField(required=False, allow_null=True, help_text="Slug of the post that reports on it.")


class NewEventSerializer(ChangeEventSerializer):
    """An event of its hosts, or without hosts of a region that you lead."""

    id = serializers.UUIDField(required=False, help_text="Of your own making: sent twice, it is stored once.")
    region = serializers.SlugRelatedField(
        slug_field="slug", queryset=queries.regions(), required=False, help_text="Slug; only where no council hosts it."
    )


class AttendingSerializer(serializers.Serializer):
    council = CouncilField(help_text="One of yours, by code or name.")


def refuse_unless_fresh_for_everyone(request, said):
    """Opening an event to everyone asks who sits here, as publishing does."""
    if said.get("visibility") == Visibility.PUBLIC:
        refuse_unless_fresh(request)


WITHOUT_TEXTS = ("list", "files", "file", "remove_file")


class EventResource(EventFiles, WithRevisions, FoundByIdOrSlug):
    """Shared learning events. One is addressed by its id, or by its slug."""

    trail = queries.EVENT_REVISIONS
    revisions_permission = "blogs.change_event"
    filterset_class = EventFilterSet
    ordering = ("-starts_at", "id")
    orders = {"starts_at": ("starts_at", "id")}

    def visible(self, actor):
        return queries.event_list(actor) if self.action in WITHOUT_TEXTS else queries.event_detail(actor)

    def get_serializer_class(self):
        return EventSerializer if self.action == "list" else EventDetailSerializer

    @extend_schema(request=NewEventSerializer, responses={201: EventDetailSerializer}, parameters=[IDEMPOTENCY_KEY])
    @once
    def create(self, request):
        """Plan an event: a member of a hosting council, or the lead of the region that hosts it."""
        said = self.read(NewEventSerializer)
        refuse_unless_fresh_for_everyone(request, said)
        return self.answer(services.plan_event(by=request.user, **said), status=201)

    @extend_schema(request=FollowUpSerializer, responses=EventDetailSerializer, parameters=[IF_MATCH])
    def partial_update(self, request, pk):
        """Change an event and what follows it up, as whoever may plan it."""
        version = expected_version(request)
        said = self.read(FollowUpSerializer, partial=True)
        refuse_unless_fresh_for_everyone(request, said)
        return self.answer(services.change_event(event=self.get_object(), by=request.user, version=version, **said))

    @transition_schema(EventDetailSerializer, ReasonSerializer)
    @action(detail=True, methods=["post"], url_path="transitions/<str:name>", url_name="transition")
    @once
    def transition(self, request, pk, name):
        """Mark it as held once it has begun, cancel it with a reason, or plan it after all."""
        event, version = self.get_object(), expected_version(request)
        said = self.read(ReasonSerializer) if event.workflow.named(name).asks else {}
        return self.answer(services.move_event(event=event, step=name, by=request.user, version=version, **said))

    @extend_schema(request=AttendingSerializer, responses=EventDetailSerializer, parameters=[IDEMPOTENCY_KEY])
    @action(detail=True, methods=["post"])
    @once
    def attend(self, request, pk):
        """Say that a council of yours attends."""
        event = self.get_object()
        return self.answer(services.attend_event(event=event, by=request.user, **self.read(AttendingSerializer)))

    @extend_schema(request=AttendingSerializer, responses=EventDetailSerializer, parameters=[IDEMPOTENCY_KEY])
    @action(detail=True, methods=["post"])
    @once
    def miss(self, request, pk):
        """Say that a council of yours does not attend after all."""
        event = self.get_object()
        return self.answer(services.miss_event(event=event, by=request.user, **self.read(AttendingSerializer)))

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action

from demonstrators import queries, services
from demonstrators.filters import EntryFilterSet
from demonstrators.models import JourneyEntry, Site
from improvement_hub.accounts.asking import refuse_unless_fresh
from improvement_hub.core.api import (
    IDEMPOTENCY_KEY,
    IF_MATCH,
    ChangeResource,
    TransitionsField,
    expected_version,
    transition_schema,
)
from improvement_hub.core.idempotency import once
from improvement_hub.core.shapes.bulk import bulk_create
from improvement_hub.core.writing.api import ReasonSerializer, WithRevisions
from improvement_hub.councils.api import WithPage

WORDS = ["happened_on", "did", "found_hard", "learned", "next_steps", "visibility"]


class SiteNameSerializer(WithPage):
    class Meta:
        collection, brief = "sites", True
        model = Site
        fields = ["id", "slug", "name", "url"]


class EntrySerializer(WithPage):
    """A dated note of what a site did, found hard and learned. The four texts are Markdown."""

    site = SiteNameSerializer()

    class Meta:
        collection = "journey-entries"
        model = JourneyEntry
        fields = ["id", "site", *WORDS, "state", "released_at", "url"]
        extra_kwargs = {
            "id": {"help_text": "Permanent id."},
            "happened_on": {"help_text": "The day it tells of."},
            "did": {"help_text": "What they did."},
            "found_hard": {"help_text": "What they found hard."},
            "learned": {"help_text": "What they learned; may be empty."},
            "next_steps": {"help_text": "What comes next; may be empty."},
            "visibility": {"help_text": "Whom it is for once published: region (the lead’s), sector or public."},
            "state": {"help_text": "Those who are not of its councils meet published entries only."},
            "released_at": {"help_text": "When it was first published."},
        }


class EntryDetailSerializer(EntrySerializer):
    """An entry with what you may do with it; `returned_reason` is empty unless it was returned."""

    transitions = TransitionsField()

    class Meta(EntrySerializer.Meta):
        of_the_reader = ["transitions"]
        fields = [*EntrySerializer.Meta.fields, "returned_reason", "transitions"]


class ChangedEntrySerializer(serializers.ModelSerializer):
    """The words of an entry and who is to read it."""

    class Meta:
        model = JourneyEntry
        fields = WORDS
        validators = []


class NewEntrySerializer(ChangedEntrySerializer):
    """A draft. The site is named by its slug; without a day it is today’s."""

    id = serializers.UUIDField(required=False, help_text="Of your own making: sent twice, it is stored once.")
    site = serializers.SlugRelatedField(slug_field="slug", queryset=Site.objects)

    class Meta(ChangedEntrySerializer.Meta):
        fields = ["id", "site", *WORDS]
        extra_kwargs = {"happened_on": {"required": False}}


class EntryResource(WithRevisions, ChangeResource):
    """The journeys of demonstrator sites, as far as you may read them."""

    trail = queries.REVISIONS
    revisions_permission = "demonstrators.change_entry"
    filterset_class = EntryFilterSet
    ordering = ("-happened_on", "id")
    orders = {"happened_on": ("happened_on", "id"), "released_at": ("released_at", "id")}
    queryset = JourneyEntry.objects.none()

    def visible(self, actor):
        return queries.entries(actor)

    def get_serializer_class(self):
        return EntrySerializer if self.action == "list" else EntryDetailSerializer

    @extend_schema(request=NewEntrySerializer, responses={201: EntryDetailSerializer}, parameters=[IDEMPOTENCY_KEY])
    @once
    def create(self, request):
        """Draft an entry for a site that your council leads or is a partner of."""
        return self.answer(self.make(self.read(NewEntrySerializer)), status.HTTP_201_CREATED)

    def make(self, said):
        return services.write_entry(by=self.request.user, **said)

    bulk = bulk_create(NewEntrySerializer, EntryDetailSerializer)

    @extend_schema(request=ChangedEntrySerializer, responses=EntryDetailSerializer, parameters=[IF_MATCH])
    def partial_update(self, request, pk):
        """Change its words or its readers; what you leave out stays."""
        entry, version = self.get_object(), expected_version(request)
        terms = self.read(ChangedEntrySerializer, partial=True)
        if "visibility" in terms:
            refuse_unless_fresh(request)
        return self.answer(services.change_entry(entry=entry, by=request.user, version=version, **terms))

    @transition_schema(EntryDetailSerializer, ReasonSerializer)
    @action(detail=True, methods=["post"], url_path="transitions/<str:name>", url_name="transition")
    @once
    def transition(self, request, pk, name):
        """Submit an entry, take it back, return it with a reason, publish it or withdraw it."""
        entry, version = self.get_object(), expected_version(request)
        if name == "publish":
            refuse_unless_fresh(request)
        inputs = self.read(ReasonSerializer)
        return self.answer(services.move_entry(entry=entry, step=name, by=request.user, version=version, **inputs))

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action

from demonstrators import queries, services
from demonstrators.api.entries import SiteNameSerializer
from demonstrators.api.sites import SiteThemeSerializer, council_by_code
from demonstrators.filters import ApproachFilterSet, UseFilterSet
from demonstrators.models import Approach, ApproachUse, Site
from improvement_hub.core.api import (
    IDEMPOTENCY_KEY,
    IF_MATCH,
    ChangeResource,
    FoundByIdOrSlug,
    TransitionsField,
    expected_version,
    transition_schema,
)
from improvement_hub.core.idempotency import once
from improvement_hub.councils.api import CouncilNameSerializer, WithPage

FACTS = ["about", "origin_words", "began_in", "source_url"]
OUTCOME = ["measure", "baseline", "result", "number", "period", "measured_by"]
SAID = ["status", "since", "stopped_in", "adapted", "came_of_it", *OUTCOME, "source_url"]


class UseSerializer(WithPage):
    approach = serializers.SlugRelatedField(slug_field="slug", read_only=True)
    council = CouncilNameSerializer(help_text="The council that uses it.")
    site = SiteNameSerializer(allow_null=True, help_text="The site at which it does; null where it is at none.")

    class Meta:
        collection = "approach-uses"
        model = ApproachUse
        fields = ["id", "approach", "council", "site", *SAID, "recorded", "state", "url"]
        extra_kwargs = {
            "id": {"help_text": "Permanent id."},
            "since": {"help_text": "A year; null where not known."},
            "stopped_in": {"help_text": "A year; null where it goes on, or not known."},
            "adapted": {"help_text": "How it was adapted, in Markdown."},
            "came_of_it": {"help_text": "What came of it, in Markdown."},
            "measure": {"help_text": "What was measured."},
            "baseline": {"help_text": "Before, with its unit."},
            "result": {"help_text": "After, with its unit."},
            "number": {"help_text": "Out of how many (n); null where not known."},
            "measured_by": {"help_text": "Source of the numbers."},
            "source_url": {"help_text": "A public page that says so."},
            "recorded": {"help_text": "True if it was recorded from that page, not said by the council."},
            "state": {"help_text": "What was withdrawn is read by the council’s people alone."},
        }


class UseDetailSerializer(UseSerializer):
    transitions = TransitionsField()

    class Meta(UseSerializer.Meta):
        of_the_reader = ["transitions"]
        fields = [*UseSerializer.Meta.fields, "transitions"]


class ChangedUseSerializer(serializers.ModelSerializer):
    site = serializers.SlugRelatedField(slug_field="slug", queryset=Site.objects, required=False, allow_null=True)

    class Meta:
        model = ApproachUse
        fields = ["site", *SAID]
        validators = []


class NewUseSerializer(ChangedUseSerializer):
    """That a council uses an approach, named by its slug; without a council it is your own."""

    approach = serializers.SlugRelatedField(slug_field="slug", queryset=Approach.objects)
    council = council_by_code(required=False)

    class Meta(ChangedUseSerializer.Meta):
        fields = ["approach", "council", *ChangedUseSerializer.Meta.fields]


class ApproachSerializer(WithPage):
    origin_council = CouncilNameSerializer(allow_null=True, help_text="The council it began with, if it was one.")
    councils_using = serializers.IntegerField(help_text="How many councils use it, as far as it is said here.")

    class Meta:
        collection = "approaches"
        rests_on: dict[str, list[str]] = {"councils_using": []}
        model = Approach
        fields = ["id", "slug", "name", "origin_council", *FACTS, "councils_using", "recorded", "demonstration", "url"]
        extra_kwargs = {
            "id": {"help_text": "Permanent id."},
            "slug": {"help_text": "Its short name in addresses and filters."},
            "about": {"help_text": "What it is, in Markdown."},
            "origin_words": {"help_text": "Where it began otherwise."},
            "began_in": {"help_text": "A year; null where not certain."},
            "source_url": {"help_text": "A public page that says so."},
            "recorded": {"help_text": "True if it was recorded from public facts, not by the council it began with."},
            "demonstration": {"help_text": "True if it is invented, for demonstration."},
        }


class ApproachDetailSerializer(ApproachSerializer):
    uses = UseSerializer(many=True, help_text="Who uses it, how each adapted it, and what came of it.")
    themes = SiteThemeSerializer(source="theme_links", many=True, help_text="What it is about.")

    class Meta(ApproachSerializer.Meta):
        fields = [*ApproachSerializer.Meta.fields, "uses", "themes"]


class ChangedApproachSerializer(serializers.ModelSerializer):
    class Meta:
        model = Approach
        fields = ["name", *FACTS]
        validators = []


class NewApproachSerializer(ChangedApproachSerializer):
    origin_council = council_by_code(required=False)

    class Meta(ChangedApproachSerializer.Meta):
        fields = ["name", "origin_council", *FACTS]


class ApproachResource(FoundByIdOrSlug):
    """Models and approaches: who began them, and what the councils say that use them."""

    filterset_class = ApproachFilterSet
    ordering = ("name", "id")
    orders = {"name": ("name", "id"), "began_in": ("began_in", "id")}
    queryset = Approach.objects.none()

    def visible(self, actor):
        return queries.approach_list(actor) if self.action == "list" else queries.approach_detail(actor)

    def get_serializer_class(self):
        return ApproachSerializer if self.action == "list" else ApproachDetailSerializer

    @extend_schema(
        request=NewApproachSerializer, responses={201: ApproachDetailSerializer}, parameters=[IDEMPOTENCY_KEY]
    )
    @once
    def create(self, request):
        """Add an approach that your council began."""
        approach = services.define_approach(by=request.user, **self.read(NewApproachSerializer))
        return self.answer(approach, status.HTTP_201_CREATED)

    @extend_schema(request=ChangedApproachSerializer, responses=ApproachDetailSerializer, parameters=[IF_MATCH])
    def partial_update(self, request, pk):
        """Change what stands about it; what you leave out stays."""
        approach, version = self.get_object(), expected_version(request)
        facts = self.read(ChangedApproachSerializer, partial=True)
        return self.answer(services.change_approach(approach=approach, by=request.user, version=version, **facts))


class UseResource(ChangeResource):
    """What councils say of the approaches they use."""

    filterset_class = UseFilterSet
    ordering = ("created_at", "id")
    queryset = ApproachUse.objects.none()

    def visible(self, actor):
        return queries.use_list(actor)

    def get_serializer_class(self):
        return UseSerializer if self.action == "list" else UseDetailSerializer

    @extend_schema(request=NewUseSerializer, responses={201: UseDetailSerializer}, parameters=[IDEMPOTENCY_KEY])
    @once
    def create(self, request):
        """Say that your council uses an approach."""
        use = services.say_we_use(by=request.user, **self.read(NewUseSerializer))
        return self.answer(use, status.HTTP_201_CREATED)

    @extend_schema(request=ChangedUseSerializer, responses=UseDetailSerializer, parameters=[IF_MATCH])
    def partial_update(self, request, pk):
        """Change what is said; what you leave out stays."""
        use, version = self.get_object(), expected_version(request)
        facts = self.read(ChangedUseSerializer, partial=True)
        return self.answer(services.change_use(use=use, by=request.user, version=version, **facts))

    @transition_schema(UseDetailSerializer)
    @action(detail=True, methods=["post"], url_path="transitions/<str:name>", url_name="transition")
    @once
    def transition(self, request, pk, name):
        """Withdraw what is said, or say it again."""
        use, version = self.get_object(), expected_version(request)
        return self.answer(services.move_use(use=use, step=name, by=request.user, version=version))

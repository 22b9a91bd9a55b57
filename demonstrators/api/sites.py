from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.decorators import action

from demonstrators import queries, services
from demonstrators.filters import ProgrammeFilterSet, SiteFilterSet
from demonstrators.models import Programme, Site, StageChange, Strand
from improvement_hub.core.api import IDEMPOTENCY_KEY, IF_MATCH, FoundByIdOrSlug, expected_version
from improvement_hub.core.idempotency import once
from improvement_hub.core.shapes.addresses import Addressed
from improvement_hub.councils.api import CouncilNameSerializer, RegionNameSerializer, WithPage
from improvement_hub.councils.models import Council


class StrandSerializer(serializers.ModelSerializer):
    class Meta:
        model = Strand
        fields = ["slug", "name", "sites_announced"]
        extra_kwargs = {
            "slug": {"help_text": "Its short name in filters."},
            "name": {"help_text": "What its sites work on."},
            "sites_announced": {"help_text": "How many were announced; null where no number was."},
        }


class ProgrammeSerializer(WithPage):
    strands = StrandSerializer(many=True, help_text="What its sites work on.")
    sites_known = serializers.IntegerField(help_text="How many of its sites are here.")

    class Meta:
        collection = "programmes"
        rests_on: dict[str, list[str]] = {"sites_known": []}
        model = Programme
        fields = [
            *("id", "slug", "name", "began_in", "description", "sites_announced", "councils_announced"),
            *("sites_known", "strands", "demonstration", "url"),
        ]
        extra_kwargs = {
            "id": {"help_text": "Permanent id."},
            "slug": {"help_text": "Its short name in addresses and filters."},
            "began_in": {"help_text": "A year; null where not known."},
            "description": {"help_text": "What it is, in Markdown."},
            "sites_announced": {"help_text": "How many were announced; null where no number was."},
            "councils_announced": {"help_text": "How many councils were to take part; null where no number was given."},
            "demonstration": {"help_text": "True if it is invented, for demonstration."},
        }


class CellSerializer(serializers.Serializer):
    """How many of its sites known here are of this strand and at this stage; null for what is not known."""

    strand = serializers.CharField(allow_null=True)
    stage = serializers.CharField(allow_null=True)
    sites = serializers.IntegerField()


class ProgrammeDetailSerializer(ProgrammeSerializer):
    """A programme with its sites counted by strand and stage, where there are any."""

    by_strand_and_stage = serializers.SerializerMethodField(help_text="Its sites, counted.")

    class Meta(ProgrammeSerializer.Meta):
        fields = [*ProgrammeSerializer.Meta.fields, "by_strand_and_stage"]

    @extend_schema_field(CellSerializer(many=True))
    def get_by_strand_and_stage(self, programme):
        return [
            {"strand": row.strand, "stage": cell.stage or None, "sites": cell.number}
            for row in queries.matrix(programme, programme.sites.all())
            for cell in row.cells
            if cell.number
        ]


class ProgrammeNameSerializer(Addressed, serializers.ModelSerializer):
    class Meta:
        collection, brief = "programmes", True
        model = Programme
        fields = ["id", "slug", "name"]


class StrandNameSerializer(serializers.ModelSerializer):
    class Meta:
        model = Strand
        fields = ["slug", "name"]


class SiteSerializer(WithPage):
    programme = ProgrammeNameSerializer(help_text="What it is part of.")
    strand = StrandNameSerializer(allow_null=True, help_text="Null where it is not known.")
    lead = CouncilNameSerializer(help_text="The council that leads it.")
    partners = CouncilNameSerializer(many=True, help_text="The other councils, as far as they are known.")
    region = RegionNameSerializer(source="lead.region", help_text="Of the lead.")
    stage = serializers.SerializerMethodField(help_text="Its stage of development; null where it is not known.")
    stage_label = serializers.CharField(source="stage_words", help_text="The same in words.")
    adapted_from_council = CouncilNameSerializer(allow_null=True, help_text="Where what it adapts comes from.")

    class Meta:
        collection = "sites"
        rests_on: dict[str, list[str]] = {"stage": [], "stage_label": []}
        model = Site
        fields = [
            *("id", "slug", "name", "programme", "strand", "lead", "partners", "councils_stated", "region", "stage"),
            *("stage_label", "summary", "adapted_from_council", "adapted_from_words", "recorded", "demonstration"),
            "url",
        ]
        extra_kwargs = {
            "id": {"help_text": "Permanent id."},
            "slug": {"help_text": "Its short name in addresses; it stays when the name changes."},
            "councils_stated": {
                "help_text": "How many councils it was announced with, the lead included; null unless some are unnamed."
            },
            "summary": {"help_text": "What it sets out to change, in Markdown."},
            "adapted_from_words": {"help_text": "What it adapts."},
            "recorded": {"help_text": "True if it was recorded from public facts, not by its lead."},
            "demonstration": {"help_text": "True if it is invented, for demonstration."},
        }

    def get_stage(self, site) -> str | None:
        return site.stage or None


class StageChangeSerializer(serializers.ModelSerializer):
    class Meta:
        model = StageChange
        fields = ["stage", "reached_on", "note"]
        extra_kwargs = {
            "stage": {"help_text": "The stage it came to."},
            "reached_on": {"help_text": "The day; null where it is not known."},
            "note": {"help_text": "What made the difference."},
        }


class SiteThemeSerializer(Addressed):
    """A theme it works on; `site-themes/` and `approach-themes/` set them."""

    id = serializers.UUIDField(source="theme_id", help_text="Permanent id.")
    slug = serializers.CharField(source="theme.slug", help_text="Its short name in addresses and filters.")
    name = serializers.CharField(source="theme.name", help_text="Its name.")

    class Meta:
        collection, brief, key = "themes", True, "theme_id"


class SiteDetailSerializer(SiteSerializer):
    """A site with the history of its stages, the first one first, and its themes."""

    stages = StageChangeSerializer(source="stage_changes", many=True)
    themes = SiteThemeSerializer(source="theme_links", many=True)

    class Meta(SiteSerializer.Meta):
        fields = [*SiteSerializer.Meta.fields, "stages", "themes"]


def council_by_code(**terms):
    return serializers.SlugRelatedField(slug_field="gss", queryset=Council.objects, **terms)


class ChangedSiteSerializer(serializers.ModelSerializer):
    """What its lead can change: councils by GSS code, the strand by slug."""

    strand = serializers.SlugRelatedField(slug_field="slug", queryset=Strand.objects, required=False, allow_null=True)
    partners = council_by_code(many=True, required=False)
    adapted_from_council = council_by_code(required=False, allow_null=True)

    class Meta:
        model = Site
        fields = [
            *("name", "strand", "partners", "councils_stated", "summary", "adapted_from_council"),
            "adapted_from_words",
        ]
        validators = []


class NewSiteSerializer(ChangedSiteSerializer):
    """A site to open; programme and lead stay as they are given here."""

    programme = serializers.SlugRelatedField(slug_field="slug", queryset=Programme.objects)
    lead = council_by_code()

    class Meta(ChangedSiteSerializer.Meta):
        fields = ["programme", "lead", *ChangedSiteSerializer.Meta.fields]


class ProgrammeResource(FoundByIdOrSlug):
    """Programmes of demonstrator sites: what was announced, and how much of it is here."""

    filterset_class = ProgrammeFilterSet
    ordering = ("name", "id")
    orders = {"name": ("name", "id"), "began_in": ("began_in", "id")}
    queryset = Programme.objects.none()

    def visible(self, actor):
        return queries.programme_list(actor)

    def get_serializer_class(self):
        return ProgrammeSerializer if self.action == "list" else ProgrammeDetailSerializer


class SiteResource(FoundByIdOrSlug):
    """Demonstrator sites. One is addressed by its id, or by its slug."""

    filterset_class = SiteFilterSet
    ordering = ("name", "id")
    orders = {"name": ("name", "id")}
    queryset = Site.objects.none()

    def visible(self, actor):
        return queries.site_list(actor) if self.action == "list" else queries.site_detail(actor)

    def get_serializer_class(self):
        return SiteSerializer if self.action == "list" else SiteDetailSerializer

    @extend_schema(request=NewSiteSerializer, responses={201: SiteDetailSerializer}, parameters=[IDEMPOTENCY_KEY])
    @once
    def create(self, request):
        """Open a site that your council leads."""
        site = services.open_site(by=request.user, **self.read(NewSiteSerializer))
        return self.answer(site, status.HTTP_201_CREATED)

    @extend_schema(request=ChangedSiteSerializer, responses=SiteDetailSerializer, parameters=[IF_MATCH])
    def partial_update(self, request, pk):
        """Change what stands about a site; what you leave out stays."""
        site, version = self.get_object(), expected_version(request)
        terms = self.read(ChangedSiteSerializer, partial=True)
        return self.answer(services.change_site(site=site, by=request.user, version=version, **terms))

    @extend_schema(
        request=StageChangeSerializer, responses=SiteDetailSerializer, parameters=[IF_MATCH, IDEMPOTENCY_KEY]
    )
    @action(detail=True, methods=["post"])
    @once
    def stages(self, request, pk):
        """Record that a site came to another stage."""
        site, version = self.get_object(), expected_version(request)
        terms = self.read(StageChangeSerializer)
        return self.answer(services.move_stage(site=site, by=request.user, version=version, **terms))

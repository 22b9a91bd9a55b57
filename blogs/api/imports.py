"""Feeds and sheets of case studies over the API: shown first, as they would be taken, then taken."""

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response
from rest_framework.settings import api_settings

from blogs import queries
from blogs.filters.imports import ImportRunFilterSet
from blogs.imports import SHEET, import_case_studies
from blogs.models import ImportRun
from blogs.models.imports import WIDER
from blogs.services import imports
from improvement_hub.core.api import IDEMPOTENCY_KEY, IF_MATCH, ChangeResource, expected_version
from improvement_hub.core.errors import DomainError
from improvement_hub.core.files.fields import UploadSerializerField
from improvement_hub.core.idempotency import once
from improvement_hub.core.permissions import require
from improvement_hub.core.shapes.addresses import Addressed
from improvement_hub.core.sheets import UnreadableFile


class LineSerializer(serializers.Serializer):
    """An item of a feed, or a row of a sheet as a spreadsheet counts it, and what becomes of it."""

    number = serializers.IntegerField()
    name = serializers.CharField()
    outcome = serializers.CharField(help_text="taken, changed, unchanged, left out or refused.")
    words = serializers.ListField(child=serializers.CharField(), help_text="What changes, or every reason.")


class ImportRunSerializer(Addressed, serializers.ModelSerializer):
    """A feed on its way in."""

    step = serializers.CharField(help_text="reading, shown, taking, taken or failed.")

    class Meta:
        model = ImportRun
        collection = "imports"
        fields = [
            *("id", "name", "is_address", "publish", "visibility", "old_host", "step", "previewed_at", "asked_at"),
            *("taken_at", "failure", "totals"),
        ]


class ImportRunDetailSerializer(ImportRunSerializer):
    lines = serializers.SerializerMethodField(help_text="As foreseen; once it is taken, as it was.")

    class Meta(ImportRunSerializer.Meta):
        fields = [*ImportRunSerializer.Meta.fields, "lines"]

    @extend_schema_field(LineSerializer(many=True))
    def get_lines(self, run):
        return [dict(zip(("number", "name", "outcome", "words"), line, strict=True)) for line in run.lines]


class NewImportSerializer(serializers.Serializer):
    """A file (as multipart/form-data), or the address of a feed."""

    file = UploadSerializerField(required=False)
    address = serializers.CharField(required=False, max_length=500, allow_blank=True)
    publish = serializers.BooleanField(required=False, default=False, help_text="Else new posts are drafts.")
    visibility = serializers.ChoiceField(choices=WIDER, required=False, default="sector")
    old_host = serializers.RegexField(
        r"^[a-z0-9.-]*$", required=False, max_length=200, allow_blank=True, default="",
        help_text="A host that leads to this hub now: old links from there arrive at the posts.",
    )  # fmt: skip


class ImportResource(ChangeResource):
    """Feeds that administrators take in: RSS, Atom, and what WordPress exports."""

    filterset_class = ImportRunFilterSet
    parser_classes = [*api_settings.DEFAULT_PARSER_CLASSES, MultiPartParser]
    ordering = ("-created_at", "id")
    queryset = ImportRun.objects.none()

    def visible(self, actor):
        require(actor, "blogs.import_posts")
        return queries.import_runs(actor) if self.action == "list" else queries.import_run(actor)

    def get_serializer_class(self):
        return ImportRunSerializer if self.action == "list" else ImportRunDetailSerializer

    @extend_schema(
        request={"multipart/form-data": NewImportSerializer, "application/json": NewImportSerializer},
        responses={201: ImportRunDetailSerializer},
        parameters=[IDEMPOTENCY_KEY],
    )
    @once
    def create(self, request):
        """Have a feed read and shown: ask for it again until its step is `shown`. Nothing is taken yet."""
        require(request.user, "blogs.import_posts")
        said = self.read(NewImportSerializer)
        return self.answer(imports.begin_import(by=request.user, **said), status=201)

    @extend_schema(request=None, responses=ImportRunDetailSerializer, parameters=[IF_MATCH, IDEMPOTENCY_KEY])
    @action(detail=True, methods=["post"])
    @once
    def take(self, request, pk):
        """Take what was shown."""
        run, version = self.get_object(), expected_version(request)
        return self.answer(imports.ask_for_import(run=run, by=request.user, version=version))


class SheetSerializer(serializers.Serializer):
    file = UploadSerializerField(help_text="CSV or XLSX, with the columns of the empty sheet.")
    take = serializers.BooleanField(required=False, default=False, help_text="False: only say what would be taken.")


class SheetReportSerializer(serializers.Serializer):
    taken = serializers.BooleanField(help_text="False: nothing was changed, this is what would become of each row.")
    totals = serializers.CharField()
    lines = LineSerializer(many=True)


class Sheets:
    """For the resource of case studies: a sheet of them."""

    @extend_schema(
        request={"multipart/form-data": SheetSerializer}, responses=SheetReportSerializer, parameters=[IDEMPOTENCY_KEY]
    )
    @action(
        detail=False,
        methods=["post"],
        url_path="import",
        url_name="import",
        parser_classes=[*api_settings.DEFAULT_PARSER_CLASSES, MultiPartParser],
    )
    @once
    def bring(self, request):
        """Case studies from a sheet: send it once to see what becomes of every row, and with `take` to take it."""
        require(request.user, "blogs.import_case_studies")
        said = self.read(SheetSerializer)
        if said["file"].size > SHEET.largest:
            raise DomainError("This file is too large. Split it into smaller ones.", field="file")
        try:
            report = import_case_studies(SHEET.text_of(said["file"].read()), by=request.user, take=said["take"])
        except UnreadableFile as trouble:
            raise DomainError(str(trouble), field="file") from trouble
        lines = [
            {"number": one.row, "name": one.name, "outcome": one.outcome, "words": one.words} for one in report.lines
        ]
        return Response({"taken": said["take"], "totals": report.totals, "lines": lines})

from django.http import Http404
from django.urls import reverse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response
from rest_framework.settings import api_settings

from blogs import queries, services
from blogs.models import EventFile
from blogs.models.event_files import ROOM
from improvement_hub.core.api import IDEMPOTENCY_KEY, IF_MATCH, etag, expected_version
from improvement_hub.core.childlevel import refuse_child_level
from improvement_hub.core.files.documented import file_answers
from improvement_hub.core.files.fields import UploadSerializerField
from improvement_hub.core.files.kinds import CONTENT_TYPES
from improvement_hub.core.files.serving import as_attachment
from improvement_hub.core.idempotency import once
from improvement_hub.core.one_page import OnePageSerializer, on_one_page
from improvement_hub.core.permissions import require

FILE = OpenApiParameter("file", str, OpenApiParameter.PATH, description="The id of the file.")


class EventFileSerializer(serializers.ModelSerializer):
    """A file to take home from an event: its name, size and SHA-256, and what the virus scanner says of it."""

    sent_at = serializers.DateTimeField(source="created_at")
    url = serializers.SerializerMethodField(help_text="Where it is saved from, for those who may see the event.")

    class Meta:
        model = EventFile
        fields = ["id", "title", "name", "size", "sha256", "content_type", "scan", "sent_at", "url", "version"]

    def get_url(self, file) -> str:
        path = reverse("api-event-file", kwargs={"pk": file.event_id, "file": file.pk})
        return self.context["request"].build_absolute_uri(path)


class EventFilesSerializer(OnePageSerializer):
    """Every file of an event, in the order in which they were added; they all fit on one page."""

    results = EventFileSerializer(many=True)


class NewEventFileSerializer(serializers.Serializer):
    """Sent as multipart/form-data with its file."""

    file = UploadSerializerField()
    title = serializers.CharField(max_length=150, validators=[refuse_child_level], help_text="What it is.")


class EventFiles:
    """For the resource of events: the files of one."""

    @extend_schema(methods=["GET"], responses=EventFilesSerializer, filters=False)
    @extend_schema(
        methods=["POST"],
        request={"multipart/form-data": NewEventFileSerializer},
        responses={201: EventFileSerializer},
        parameters=[IDEMPOTENCY_KEY],
    )
    @action(
        detail=True,
        methods=["get", "post"],
        pagination_class=None,
        parser_classes=[*api_settings.DEFAULT_PARSER_CLASSES, MultiPartParser],
    )
    def files(self, request, pk):
        """Files to take home; a POST adds one, for those who may change the event."""
        event = self.get_object()
        if request.method == "POST":
            return self.add_file(request, event=event)
        rows = EventFileSerializer(
            queries.files_of_event(event, request.user), many=True, context=self.get_serializer_context()
        ).data
        return on_one_page(rows)

    @once
    def add_file(self, request, event):
        require(request.user, "blogs.change_event", event)
        file = services.add_event_file(event=event, by=request.user, **self.read(NewEventFileSerializer))
        return Response(
            EventFileSerializer(file, context=self.get_serializer_context()).data, status=201, headers=etag(file)
        )

    @extend_schema(responses=file_answers(CONTENT_TYPES), parameters=[FILE], filters=False)
    @action(detail=True, pagination_class=None, url_path="files/<uuid:file>")
    def file(self, request, pk, file):
        """The file itself, to save. Its ETag is its SHA-256."""
        found = self.file_of(request, file)
        require(request.user, "blogs.open_event_file", found)
        place = ROOM.path(found.stored_as)
        return as_attachment(request, place, name=found.name, content_type=found.content_type, sha256=found.sha256)

    @extend_schema(request=None, responses={204: None}, parameters=[FILE, IF_MATCH, IDEMPOTENCY_KEY])
    @action(detail=True, methods=["post"], url_path="files/<uuid:file>/remove", url_name="file-remove")
    @once
    def remove_file(self, request, pk, file):
        """Remove a file, for those who may change the event; it is erased."""
        version, found = expected_version(request), self.file_of(request, file)
        services.remove_event_file(file=found, by=request.user, version=version)
        return Response(status=204)

    def file_of(self, request, pk):
        found = queries.files_of_event(self.get_object(), request.user).filter(pk=pk).first()
        if found is None:
            raise Http404
        return found

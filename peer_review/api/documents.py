from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.parsers import MultiPartParser
from rest_framework.settings import api_settings

from improvement_hub.accounts.asking import refuse_unless_fresh
from improvement_hub.core.api import IDEMPOTENCY_KEY, IF_MATCH, ChangeResource, expected_version
from improvement_hub.core.files.documented import file_answers
from improvement_hub.core.files.fields import UploadSerializerField
from improvement_hub.core.files.kinds import CONTENT_TYPES
from improvement_hub.core.files.serving import as_attachment
from improvement_hub.core.idempotency import once
from improvement_hub.core.models import Visibility
from improvement_hub.core.permissions import require
from improvement_hub.core.shapes.addresses import Addressed
from peer_review import queries, services
from peer_review.api.shared import CouncilNameSerializer, GivenReasonSerializer, page_of
from peer_review.filters import ChecklistFilterSet, DocumentFilterSet
from peer_review.models import ChecklistItem, Document, DocumentFile, Review
from peer_review.models.documents import ROOM, GivenBy


class FileSerializer(serializers.ModelSerializer):
    """One file of a document: its name, size and SHA-256, and what the virus scanner says of it."""

    sent_at = serializers.DateTimeField(source="created_at")

    class Meta:
        model = DocumentFile
        fields = ["number", "name", "size", "sha256", "content_type", "scan", "sent_at"]


class DocumentSerializer(Addressed, serializers.ModelSerializer):
    """A document with its line in the register of publication and freedom of information."""

    host = CouncilNameSerializer(source="review.host")
    file = FileSerializer(source="current", help_text="The one it has now; files/ has it to save.")
    demonstration = serializers.BooleanField(help_text="Among plainly invented councils; in no total.")
    removed = serializers.SerializerMethodField(help_text="Its files are erased.")
    url = serializers.SerializerMethodField(help_text="The page that shows the same.")

    class Meta:
        collection = "documents"
        model = Document
        fields = [
            *("id", "review", "host", "item", "title", "kind", "given_by", "classification", "owner", "visibility"),
            *("publish_on", "exemption", "review_on", "file", "removed", "demonstration", "url"),
        ]

    def get_removed(self, document) -> bool:
        return document.removed_at is not None

    def get_url(self, document) -> str:
        return page_of(self, document)


class ChangeDocumentSerializer(serializers.ModelSerializer):
    """What the register says; what is left out stays as it is."""

    item = serializers.PrimaryKeyRelatedField(queryset=ChecklistItem.objects.none(), required=False, allow_null=True)

    class Meta:
        model = Document
        fields = ["title", "item", "kind", "classification", "owner", "exemption", "review_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer("item", ChecklistItem)

    def offer(self, name, model):
        if request := self.context.get("request"):
            self.fields[name].queryset = model.objects.visible_to(request.user)


class NewDocumentSerializer(ChangeDocumentSerializer):
    """A document to add, sent as multipart/form-data with its file."""

    review = serializers.PrimaryKeyRelatedField(queryset=Review.objects.none())
    file = UploadSerializerField()

    class Meta(ChangeDocumentSerializer.Meta):
        fields = ["review", "file", "publish_on", *ChangeDocumentSerializer.Meta.fields]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer("review", Review)


class NewFileSerializer(serializers.Serializer):
    file = UploadSerializerField()


class ShareDocumentSerializer(serializers.Serializer):
    visibility = serializers.ChoiceField(choices=Visibility.choices)
    publish_on = serializers.DateField(required=False, allow_null=True)


class DocumentResource(ChangeResource):
    """Documents of reviews, as far as the actor may read them. Adding one is a multipart POST."""

    serializer_class = DocumentSerializer
    filterset_class = DocumentFilterSet
    parser_classes = [*api_settings.DEFAULT_PARSER_CLASSES, MultiPartParser]
    ordering = ("-created_at", "id")
    orders = {"title": ("title", "id")}
    queryset = Document.objects.none()

    def visible(self, actor):
        return queries.register(actor) if self.action == "list" else queries.documents(actor)

    @extend_schema(
        request={"multipart/form-data": NewDocumentSerializer},
        responses={201: DocumentSerializer},
        parameters=[IDEMPOTENCY_KEY],
    )
    @once
    def create(self, request):
        """Add a document as one of the host's people or of the team."""
        return self.answer(services.add_document(by=request.user, **self.read(NewDocumentSerializer)), status=201)

    @extend_schema(
        request={"application/json": ChangeDocumentSerializer}, responses=DocumentSerializer, parameters=[IF_MATCH]
    )
    def partial_update(self, request, pk):
        """Change what the register says: the host of its documents, the review lead of the team's."""
        said = self.read(ChangeDocumentSerializer, partial=True)
        version = expected_version(request)
        document = self.get_object()
        return self.answer(services.change_document(document=document, by=request.user, version=version, **said))

    @extend_schema(responses=file_answers(CONTENT_TYPES), filters=False)
    @action(detail=True, pagination_class=None)
    def file(self, request, pk):
        """The file it has now, to save. Its ETag is its SHA-256."""
        document = self.get_object()
        file = get_object_or_404(queries.one_file(request.user).current(), document=document)
        require(request.user, "peer_review.open_file", file)
        place = ROOM.path(file.stored_as)
        return as_attachment(request, place, name=file.name, content_type=file.content_type, sha256=file.sha256)

    @extend_schema(
        request={"multipart/form-data": NewFileSerializer},
        responses=DocumentSerializer,
        parameters=[IF_MATCH, IDEMPOTENCY_KEY],
    )
    @action(detail=True, methods=["post"])
    @once
    def files(self, request, pk):
        """Replace the file by a newer one; the earlier ones stay."""
        document, version = self.get_object(), expected_version(request)
        require(request.user, "peer_review.change_document", document)
        said = self.read(NewFileSerializer)
        return self.answer(services.replace_file(document=document, by=request.user, version=version, **said))

    @extend_schema(
        request={"application/json": ShareDocumentSerializer},
        responses=DocumentSerializer,
        parameters=[IF_MATCH, IDEMPOTENCY_KEY],
    )
    @action(detail=True, methods=["post"])
    @once
    def share(self, request, pk):
        """Say who reads it, and from which day on."""
        document, version = self.get_object(), expected_version(request)
        require(request.user, "peer_review.share_document", document)
        refuse_unless_fresh(request)
        said = self.read(ShareDocumentSerializer)
        return self.answer(services.share_document(document=document, by=request.user, version=version, **said))

    @extend_schema(
        request={"application/json": GivenReasonSerializer},
        responses=DocumentSerializer,
        parameters=[IF_MATCH, IDEMPOTENCY_KEY],
    )
    @action(detail=True, methods=["post"])
    @once
    def remove(self, request, pk):
        """Take a document away with a reason: its files are erased, and that it was there stays on record."""
        terms = {"document": self.get_object(), "by": request.user, "version": expected_version(request)}
        require(request.user, "peer_review.change_document", terms["document"])
        return self.answer(services.remove_document(**terms, **self.read(GivenReasonSerializer)))


class ChecklistItemSerializer(Addressed, serializers.ModelSerializer):
    """A document that a review asks for."""

    is_in = serializers.BooleanField(help_text="A document that you may read stands for it.")
    is_missing = serializers.BooleanField(help_text="The visit waits for it.")
    documents = serializers.SerializerMethodField(help_text="Ids of what was given for it.")

    class Meta:
        collection = "checklist"
        links = {"documents": "documents"}
        of_the_reader = ["is_in", "documents"]
        model = ChecklistItem
        fields = [
            *("id", "review", "title", "given_by", "required", "is_in", "is_missing"),
            *("documents", "waived_at", "waiver_reason"),
        ]

    def get_documents(self, item) -> list[str]:
        return [str(document.pk) for document in item.given]


class NewChecklistItemSerializer(serializers.Serializer):
    review = serializers.PrimaryKeyRelatedField(queryset=Review.objects.none())
    title = serializers.CharField(max_length=150)
    given_by = serializers.ChoiceField(choices=GivenBy.choices, required=False)
    required = serializers.BooleanField(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if request := self.context.get("request"):
            self.fields["review"].queryset = Review.objects.visible_to(request.user)


class WaiverSerializer(serializers.Serializer):
    reason = serializers.CharField(max_length=300)


class ChecklistResource(ChangeResource):
    """What reviews ask for before their visit, for their teams and hosts."""

    serializer_class = ChecklistItemSerializer
    filterset_class = ChecklistFilterSet
    ordering = ("created_at", "id")
    queryset = ChecklistItem.objects.none()

    def visible(self, actor):
        return queries.checklist_items(actor)

    @extend_schema(
        request=NewChecklistItemSerializer, responses={201: ChecklistItemSerializer}, parameters=[IDEMPOTENCY_KEY]
    )
    @once
    def create(self, request):
        """Ask for a document, as the host or the review lead."""
        said = self.read(NewChecklistItemSerializer)
        return self.answer(services.ask_for_document(by=request.user, **said), status=201)

    @extend_schema(request=WaiverSerializer, responses=ChecklistItemSerializer, parameters=[IF_MATCH, IDEMPOTENCY_KEY])
    @action(detail=True, methods=["post"])
    @once
    def waive(self, request, pk):
        """Do without it, with a reason, as the review lead."""
        item, version = self.get_object(), expected_version(request)
        require(request.user, "peer_review.waive_document", item)
        said = self.read(WaiverSerializer)
        return self.answer(services.waive_document(item=item, by=request.user, version=version, **said))

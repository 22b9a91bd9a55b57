from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.response import Response

from improvement_hub.core.api import IDEMPOTENCY_KEY, IF_MATCH, ChangeResource, expected_version
from improvement_hub.core.idempotency import once
from improvement_hub.core.shapes.addresses import Addressed
from improvement_hub.councils.api import RegionNameSerializer
from peer_review import queries, services
from peer_review.api.shared import page_of
from peer_review.filters import MethodFilterSet
from peer_review.models import Method, MethodActivity, MethodDocument, MethodRole


class RoleSerializer(serializers.ModelSerializer):
    """A role on the visiting team; `maximum` is null where there is none."""

    class Meta:
        model = MethodRole
        fields = ["role", "minimum", "maximum", "comes_from", "note"]


class MethodDocumentSerializer(serializers.ModelSerializer):
    class Meta:
        model = MethodDocument
        fields = ["title", "given_by", "required"]


class MethodActivitySerializer(serializers.ModelSerializer):
    """A line of the timetable; `day` counts from the first day of the visit, which is 1."""

    class Meta:
        model = MethodActivity
        fields = ["day", "starts_at", "minutes", "kind", "title"]


class MethodSerializer(Addressed, serializers.ModelSerializer):
    """One edition of a method, without its parts."""

    region = RegionNameSerializer(allow_null=True, help_text="Whose own version it is; null for everyone's.")
    based_on = serializers.UUIDField(source="based_on_id", allow_null=True, help_text="The edition it was made from.")
    councils_needed = serializers.CharField(help_text="Who meets, in words.")
    review_count = serializers.IntegerField(help_text="Reviews you may see that began with it.")
    demonstration = serializers.BooleanField(help_text="Of an invented region.")
    url = serializers.SerializerMethodField(help_text="The page that shows the same.")

    class Meta:
        collection = "methods"
        of_the_reader = ["review_count"]
        model = Method
        fields = [
            *("id", "slug", "edition", "name", "region", "based_on", "summary", "councils_needed"),
            *("participants_min", "participants_max", "holder", "gate_pieces", "gate_sources", "gate_activities"),
            *("follow_up_months", "asks_self_assessment", "published_at", "withdrawn_at", "review_count"),
            *("demonstration", "url"),
        ]

    def get_url(self, method) -> str:
        return page_of(self, method)


class OneMethodSerializer(MethodSerializer):
    """An edition with all it asks, and what it has otherwise than the one it was made from."""

    roles = RoleSerializer(many=True)
    questions = serializers.SerializerMethodField()
    documents = MethodDocumentSerializer(many=True)
    activities = MethodActivitySerializer(many=True)
    differs_in = serializers.SerializerMethodField(help_text="Headings under which it differs from `based_on`.")

    class Meta(MethodSerializer.Meta):
        fields = [*MethodSerializer.Meta.fields, "roles", "questions", "documents", "activities", "differs_in"]

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_questions(self, method):
        return [row.question for row in method.questions.all()]

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_differs_in(self, method):
        return [heading for heading, _ in queries.differs_from_base(method)]


class BeginEditionSerializer(serializers.Serializer):
    """A draft that begins as a copy of a published edition."""

    based_on = serializers.UUIDField()
    region = serializers.SlugRelatedField(slug_field="slug", queryset=queries.regions())


class ChangeMethodSerializer(serializers.ModelSerializer):
    """What is left out stays as it is; roles, questions, documents and activities are sent whole."""

    roles = RoleSerializer(many=True, required=False)
    questions = serializers.ListField(child=serializers.CharField(max_length=300), required=False, max_length=40)
    documents = MethodDocumentSerializer(many=True, required=False)
    activities = MethodActivitySerializer(many=True, required=False)

    class Meta:
        model = Method
        fields = [*services.METHOD_TERMS, "roles", "questions", "documents", "activities"]


class MethodResource(ChangeResource):
    """How reviews are held: every published edition, and drafts of regions one leads."""

    filterset_class = MethodFilterSet
    ordering = ("slug", "-created_at", "id")
    orders = {"name": ("name", "id")}
    queryset = Method.objects.none()

    def visible(self, actor):
        return queries.method_list(actor) if self.action == "list" else queries.one_method(actor)

    def get_serializer_class(self):
        return MethodSerializer if self.action == "list" else OneMethodSerializer

    @extend_schema(request=BeginEditionSerializer, responses={201: OneMethodSerializer}, parameters=[IDEMPOTENCY_KEY])
    @once
    def create(self, request):
        """Begin a region's own version: its regional lead."""
        said = self.read(BeginEditionSerializer)
        base = queries.method_or_refusal(request.user, said["based_on"])
        return self.answer(services.begin_edition(method=base, region=said["region"], by=request.user), status=201)

    @extend_schema(request=ChangeMethodSerializer, responses=OneMethodSerializer, parameters=[IF_MATCH])
    def partial_update(self, request, pk):
        """Change a draft; a published edition stays as it is."""
        method, version = self.get_object(), expected_version(request)
        said = self.read(ChangeMethodSerializer, partial=True)
        return self.answer(services.change_edition(method=method, by=request.user, version=version, **said))

    @extend_schema(responses={204: None}, parameters=[IF_MATCH])
    def destroy(self, request, pk):
        """Throw a draft away; no review ever began with it."""
        method, version = self.get_object(), expected_version(request)
        services.discard_edition(method=method, by=request.user, version=version)
        return Response(status=status.HTTP_204_NO_CONTENT)

    def step(self, act):
        method, version = self.get_object(), expected_version(self.request)
        return self.answer(act(method=method, by=self.request.user, version=version))

    @extend_schema(request=None, responses=OneMethodSerializer, parameters=[IF_MATCH, IDEMPOTENCY_KEY])
    @action(detail=True, methods=["post"])
    @once
    def publish(self, request, pk):
        """From now on reviews may begin with it, and it stays as it is."""
        return self.step(services.publish_method)

    @extend_schema(request=None, responses=OneMethodSerializer, parameters=[IF_MATCH, IDEMPOTENCY_KEY])
    @action(detail=True, methods=["post"])
    @once
    def withdraw(self, request, pk):
        """No new review begins with it."""
        return self.step(services.withdraw_method)

    @extend_schema(request=None, responses=OneMethodSerializer, parameters=[IF_MATCH, IDEMPOTENCY_KEY])
    @action(detail=True, methods=["post"])
    @once
    def offer(self, request, pk):
        """Offer again what was withdrawn."""
        return self.step(services.offer_method)

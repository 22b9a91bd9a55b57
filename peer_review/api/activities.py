from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.response import Response

from improvement_hub.core.api import IDEMPOTENCY_KEY, IF_MATCH, ChangeResource, expected_version, transition_schema
from improvement_hub.core.idempotency import once
from improvement_hub.core.shapes.addresses import Addressed
from improvement_hub.core.shapes.bulk import bulk_create
from peer_review import queries, services
from peer_review.api.shared import TransitionsField, page_of
from peer_review.filters import ActivityFilterSet, RoomFilterSet
from peer_review.models import Activity, Review, Room, TeamMember

PLANNED = ["kind", "title", "takes_place_on", "starts_at", "ends_at", "room", "place", "people"]
ROOM = ["name", "whereabouts", "seats"]


class OfferedField(serializers.PrimaryKeyRelatedField):
    """The id of a row that the actor may see."""

    def __init__(self, model=None, **kwargs):
        self.model = model
        super().__init__(queryset=model.objects.none(), **kwargs)

    def get_queryset(self):
        return self.model.objects.visible_to(self.context["request"].user)


class TakesPartSerializer(serializers.ModelSerializer):
    name = serializers.CharField(source="who")

    class Meta:
        model = TeamMember
        fields = ["id", "name", "role"]


class RoomNameSerializer(Addressed, serializers.ModelSerializer):
    class Meta:
        collection, brief = "rooms", True
        model = Room
        fields = ["id", "name"]


class ActivitySerializer(Addressed, serializers.ModelSerializer):
    """Its times are those of London. `place` says where, when that is in none of the rooms."""

    kind_label = serializers.CharField(source="get_kind_display")
    room = RoomNameSerializer(allow_null=True)
    people = TakesPartSerializer(many=True, help_text="Who of the visiting team takes part.")
    url = serializers.SerializerMethodField(help_text="The page that shows the same.")

    class Meta:
        collection = "activities"
        model = Activity
        fields = ["id", "review", "kind_label", *PLANNED, "state", "url"]

    def get_url(self, activity) -> str:
        return page_of(self, activity)


class OneActivitySerializer(ActivitySerializer):
    clashes = serializers.SerializerMethodField(help_text="What clashes with it, in sentences; forbids nothing.")
    transitions = TransitionsField()

    class Meta(ActivitySerializer.Meta):
        of_the_reader = ["clashes", "transitions"]
        fields = [*ActivitySerializer.Meta.fields, "clashes", "transitions"]

    def get_clashes(self, activity) -> list[str]:
        return queries.clashes_of(activity, queries.activities(self.context["request"].user, activity.review))


class ChangedActivitySerializer(serializers.ModelSerializer):
    """What to plan. `room` and `people` are ids; `people` names everyone of the team who takes part."""

    room = OfferedField(Room, allow_null=True, required=False)
    people = OfferedField(TeamMember, many=True, required=False)

    class Meta:
        model = Activity
        fields = PLANNED
        validators = []


class NewActivitySerializer(ChangedActivitySerializer):
    review = OfferedField(Review)

    class Meta(ChangedActivitySerializer.Meta):
        fields = ["review", *PLANNED]


class OfReviewSerializer(serializers.Serializer):
    review = OfferedField(Review)


class ActivityResource(ChangeResource):
    """The timetables of reviews, for their teams and hosts."""

    filterset_class = ActivityFilterSet
    ordering = ("takes_place_on", "id")
    orders = {"takes_place_on": ("takes_place_on", "starts_at", "id")}
    queryset = Activity.objects.none()

    def visible(self, actor):
        return queries.activities(actor)

    def get_serializer_class(self):
        return ActivitySerializer if self.action == "list" else OneActivitySerializer

    @extend_schema(request=NewActivitySerializer, responses={201: OneActivitySerializer}, parameters=[IDEMPOTENCY_KEY])
    @once
    def create(self, request):
        """Plan an activity, as someone on the team."""
        return self.answer(self.make(self.read(NewActivitySerializer)), status.HTTP_201_CREATED)

    def make(self, said):
        return services.plan_activity(by=self.request.user, **said)

    bulk = bulk_create(NewActivitySerializer, OneActivitySerializer)

    @extend_schema(request=OfReviewSerializer, responses=ActivitySerializer(many=True), parameters=[IDEMPOTENCY_KEY])
    @action(detail=False, methods=["post"], url_path="take-over", url_name="take-over", pagination_class=None)
    @once
    def take_over(self, request):
        """Take over the lines of the method's timetable that are not on the review's yet; answers what was added."""
        made = services.take_over_timetable(by=request.user, **self.read(OfReviewSerializer))
        rows = self.get_queryset().filter(pk__in=[activity.pk for activity in made])
        return Response(ActivitySerializer(rows, many=True, context=self.get_serializer_context()).data)

    @extend_schema(request=ChangedActivitySerializer, responses=OneActivitySerializer, parameters=[IF_MATCH])
    def partial_update(self, request, pk):
        """Move or reword it; what you leave out stays."""
        activity, version = self.get_object(), expected_version(request)
        terms = self.read(ChangedActivitySerializer, partial=True)
        return self.answer(services.change_activity(activity=activity, by=request.user, version=version, **terms))

    @extend_schema(responses={204: None}, parameters=[IF_MATCH])
    def destroy(self, request, pk):
        """Take it off the timetable, where nothing was heard in it."""
        activity, version = self.get_object(), expected_version(request)
        services.remove_activity(activity=activity, by=request.user, version=version)
        return Response(status=status.HTTP_204_NO_CONTENT)

    @transition_schema(OneActivitySerializer)
    @action(detail=True, methods=["post"], url_path="transitions/<str:name>", url_name="transition")
    @once
    def transition(self, request, pk, name):
        """Mark it as done, cancel it or plan it again."""
        activity, version = self.get_object(), expected_version(request)
        return self.answer(services.move_activity(activity=activity, step=name, by=request.user, version=version))


class RoomSerializer(Addressed, serializers.ModelSerializer):
    class Meta:
        collection = "rooms"
        model = Room
        fields = ["id", "review", *ROOM]


class ChangedRoomSerializer(serializers.ModelSerializer):
    """A room that the host gives a review."""

    class Meta:
        model = Room
        fields = ROOM
        validators = []


class NewRoomSerializer(ChangedRoomSerializer):
    review = OfferedField(Review)

    class Meta(ChangedRoomSerializer.Meta):
        fields = ["review", *ROOM]


class RoomResource(ChangeResource):
    """The rooms of reviews, for their teams and hosts; both arrange them."""

    serializer_class = RoomSerializer
    filterset_class = RoomFilterSet
    ordering = ("name", "id")
    orders = {"name": ("name", "id")}
    queryset = Room.objects.none()

    def visible(self, actor):
        return queries.rooms(actor)

    @extend_schema(request=NewRoomSerializer, responses={201: RoomSerializer}, parameters=[IDEMPOTENCY_KEY])
    @once
    def create(self, request):
        """Add a room to a review."""
        return self.answer(services.add_room(by=request.user, **self.read(NewRoomSerializer)), status.HTTP_201_CREATED)

    @extend_schema(request=ChangedRoomSerializer, responses=RoomSerializer, parameters=[IF_MATCH])
    def partial_update(self, request, pk):
        """Rename it, or say where it is and how many it seats."""
        room, version = self.get_object(), expected_version(request)
        terms = self.read(ChangedRoomSerializer, partial=True)
        return self.answer(services.change_room(room=room, by=request.user, version=version, **terms))

    @extend_schema(responses={204: None}, parameters=[IF_MATCH])
    def destroy(self, request, pk):
        """Give it back, once no activity is planned in it."""
        room, version = self.get_object(), expected_version(request)
        services.remove_room(room=room, by=request.user, version=version)
        return Response(status=status.HTTP_204_NO_CONTENT)

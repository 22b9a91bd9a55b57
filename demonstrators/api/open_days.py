from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action

from demonstrators import queries, services
from demonstrators.api.entries import SiteNameSerializer
from demonstrators.api.sites import council_by_code
from demonstrators.filters import BookingFilterSet, OpenDayFilterSet
from demonstrators.models import Booking, OpenDay, Site
from improvement_hub.core.api import (
    IDEMPOTENCY_KEY,
    IF_MATCH,
    ChangeResource,
    TransitionsField,
    expected_version,
    transition_schema,
)
from improvement_hub.core.idempotency import once
from improvement_hub.core.writing.api import ReasonSerializer
from improvement_hub.councils.api import CouncilNameSerializer, WithPage

WHEN_AND_WHERE = ["takes_place_on", "starts_at", "ends_at", "place", "link"]
TERMS = ["title", "about", *WHEN_AND_WHERE, "places", "closes_on"]


class OpenDaySerializer(WithPage):
    site = SiteNameSerializer(help_text="The site that is open.")
    lead = CouncilNameSerializer(source="site.lead", help_text="The council that leads it.")
    place = serializers.SerializerMethodField(help_text="Where; null unless you have a place or belong to the site.")
    link = serializers.SerializerMethodField(help_text="To join by; null like the place.")
    places_left = serializers.IntegerField(help_text="How many are free.")

    class Meta:
        collection = "open-days"
        of_the_reader = ["place", "link"]
        model = OpenDay
        fields = [
            *("id", "site", "lead", "title", "about", *WHEN_AND_WHERE, "places", "places_left", "closes_on", "state"),
            *("cancelled_reason", "url"),
        ]
        extra_kwargs = {
            "id": {"help_text": "Permanent id."},
            "about": {"help_text": "What one will see, in Markdown."},
            "takes_place_on": {"help_text": "The day."},
            "starts_at": {"help_text": "In London time; null where no time is set."},
            "ends_at": {"help_text": "In London time; null where no time is set."},
            "places": {"help_text": "How many there are in all."},
            "closes_on": {"help_text": "The last day for booking."},
            "cancelled_reason": {"help_text": "Why it was cancelled."},
        }

    def get_place(self, open_day) -> str | None:
        return open_day.place if open_day.knows_place else None

    def get_link(self, open_day) -> str | None:
        return open_day.link if open_day.knows_place else None


class OpenDayDetailSerializer(OpenDaySerializer):
    transitions = TransitionsField()

    class Meta(OpenDaySerializer.Meta):
        of_the_reader = ["place", "link", "transitions"]
        fields = [*OpenDaySerializer.Meta.fields, "transitions"]


class ChangedOpenDaySerializer(serializers.ModelSerializer):
    class Meta:
        model = OpenDay
        fields = TERMS
        validators = []


class NewOpenDaySerializer(ChangedOpenDaySerializer):
    """An open day of a site, which is named by its slug."""

    site = serializers.SlugRelatedField(slug_field="slug", queryset=Site.objects)

    class Meta(ChangedOpenDaySerializer.Meta):
        fields = ["site", *TERMS]


class AttendedSerializer(serializers.Serializer):
    booking = serializers.UUIDField(help_text="A booking that has a place.")
    attended = serializers.IntegerField(allow_null=True, min_value=0, max_value=1000, help_text="How many came.")


class AttendanceSerializer(serializers.Serializer):
    attendance = AttendedSerializer(many=True, max_length=1000)


class OpenDayResource(ChangeResource):
    """Open days of demonstrator sites: those to come, unless you ask for others."""

    filterset_class = OpenDayFilterSet
    ordering = ("takes_place_on", "id")
    orders = {"takes_place_on": ("takes_place_on", "id")}
    queryset = OpenDay.objects.none()

    def visible(self, actor):
        return queries.open_day_list(actor) if self.action == "list" else queries.open_day_detail(actor)

    def get_serializer_class(self):
        return OpenDaySerializer if self.action == "list" else OpenDayDetailSerializer

    @extend_schema(request=NewOpenDaySerializer, responses={201: OpenDayDetailSerializer}, parameters=[IDEMPOTENCY_KEY])
    @once
    def create(self, request):
        """Offer an open day of a site that your council leads."""
        open_day = services.offer_open_day(by=request.user, **self.read(NewOpenDaySerializer))
        return self.answer(open_day, status.HTTP_201_CREATED)

    @extend_schema(request=ChangedOpenDaySerializer, responses=OpenDayDetailSerializer, parameters=[IF_MATCH])
    def partial_update(self, request, pk):
        """Change it; what you leave out stays. More places go to the first in line."""
        open_day, version = self.get_object(), expected_version(request)
        terms = self.read(ChangedOpenDaySerializer, partial=True)
        return self.answer(services.change_open_day(open_day=open_day, by=request.user, version=version, **terms))

    @transition_schema(OpenDayDetailSerializer, ReasonSerializer)
    @action(detail=True, methods=["post"], url_path="transitions/<str:name>", url_name="transition")
    @once
    def transition(self, request, pk, name):
        """Cancel it with a reason, or say that it took place."""
        day, version = self.get_object(), expected_version(request)
        inputs = self.read(ReasonSerializer)
        return self.answer(services.move_open_day(open_day=day, step=name, by=request.user, version=version, **inputs))

    @extend_schema(
        request=AttendanceSerializer, responses=OpenDayDetailSerializer, parameters=[IF_MATCH, IDEMPOTENCY_KEY]
    )
    @action(detail=True, methods=["post"])
    @once
    def attendance(self, request, pk):
        """Say how many came of each booking."""
        day, version = self.get_object(), expected_version(request)
        rows = self.read(AttendanceSerializer)["attendance"]
        came = {row["booking"]: row["attended"] for row in rows}
        terms = {"attendance": came, "by": request.user, "version": version}
        return self.answer(services.record_attendance(open_day=day, **terms))


class BookingSerializer(WithPage):
    visitor = CouncilNameSerializer(source="visitor.council", allow_null=True, help_text="Null for an agency.")
    visitor_name = serializers.CharField(source="visitor_words", help_text="The council or the agency, in words.")
    transitions = TransitionsField()

    class Meta:
        collection = "bookings"
        of_the_reader = ["transitions"]
        model = Booking
        fields = ["id", "open_day", "visitor", "visitor_name", "people", "state", "attended", "transitions", "url"]
        extra_kwargs = {
            "id": {"help_text": "Permanent id."},
            "open_day": {"help_text": "The open day’s id."},
            "people": {"help_text": "For how many people."},
            "state": {"help_text": "Whether they have places, wait for them, or gave them back."},
            "attended": {"help_text": "How many came; null where that is not recorded."},
        }


class ChangedBookingSerializer(serializers.ModelSerializer):
    class Meta:
        model = Booking
        fields = ["people"]


class NewBookingSerializer(ChangedBookingSerializer):
    """Places at an open day; `visitor` (a GSS code) if you belong to several councils."""

    id = serializers.UUIDField(required=False, help_text="Of your own making: sent twice, it is stored once.")
    visitor = council_by_code(required=False)

    class Meta:
        model = Booking
        fields = ["id", "open_day", "visitor", "people"]
        validators = []


class BookingResource(ChangeResource):
    """Places at open days that people of your council or agency have or wait for, and those of your sites."""

    serializer_class = BookingSerializer
    filterset_class = BookingFilterSet
    ordering = ("created_at", "id")
    queryset = Booking.objects.none()

    def visible(self, actor):
        return queries.booking_list(actor)

    @extend_schema(request=NewBookingSerializer, responses={201: BookingSerializer}, parameters=[IDEMPOTENCY_KEY])
    @once
    def create(self, request):
        """Book places; when too few are free, or others wait, you wait in line."""
        booking = services.book_places(by=request.user, **self.read(NewBookingSerializer))
        return self.answer(booking, status.HTTP_201_CREATED)

    @extend_schema(request=ChangedBookingSerializer, responses=BookingSerializer, parameters=[IF_MATCH])
    def partial_update(self, request, pk):
        """Another number of people."""
        booking, version = self.get_object(), expected_version(request)
        terms = self.read(ChangedBookingSerializer)
        return self.answer(services.change_booking(booking=booking, by=request.user, version=version, **terms))

    @transition_schema(BookingSerializer)
    @action(detail=True, methods=["post"], url_path="transitions/<str:name>", url_name="transition")
    @once
    def transition(self, request, pk, name):
        """Give the places back."""
        booking, version = self.get_object(), expected_version(request)
        terms = {"step": name, "by": request.user, "version": version}
        return self.answer(services.move_booking(booking=booking, **terms))

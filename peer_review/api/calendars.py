"""Secret addresses for a person's calendar programs, over the API.

An answer to a POST is kept for a repeat, so none has an address in it; and an application that may only read gets
none, since the address would outlive its token.
"""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.response import Response

from improvement_hub.accounts.scopes import WRITE, covers
from improvement_hub.core.api import IDEMPOTENCY_KEY, IF_MATCH, ChangeResource, etag, expected_version
from improvement_hub.core.idempotency import once
from improvement_hub.core.permissions import require
from improvement_hub.core.shapes.addresses import Addressed
from peer_review import links, queries, services
from peer_review.models import CalendarFeed


def address_for(actor, feed, review=None) -> str | None:
    writes = actor.scopes is None or covers(actor.scopes, WRITE, "calendars")
    return links.calendar_address(feed, review) if feed and writes else None


class RenewedSerializer(Addressed, serializers.ModelSerializer):
    renewed_at = serializers.DateTimeField(source="changed_at")

    class Meta:
        collection = "calendars"
        model = CalendarFeed
        fields = ["id", "renewed_at"]


class CalendarSerializer(RenewedSerializer):
    """Whoever has the address reads one's timetable without signing in."""

    address = serializers.SerializerMethodField(
        help_text="Of all that you take part in; null for a token without the scope `write`."
    )

    class Meta(RenewedSerializer.Meta):
        of_the_reader = ["address"]
        fields = [*RenewedSerializer.Meta.fields, "address"]

    def get_address(self, feed) -> str | None:
        return address_for(self.context["request"].user, feed)


class CalendarResource(ChangeResource):
    """One's own calendar address: an empty list for whoever has none."""

    serializer_class = CalendarSerializer
    ordering = ("created_at", "id")
    queryset = CalendarFeed.objects.none()

    def visible(self, actor):
        return queries.own_feeds(actor)

    @extend_schema(request=None, responses={201: RenewedSerializer}, parameters=[IDEMPOTENCY_KEY])
    @once
    def create(self, request):
        """Make new addresses, of one's own timetable and of each review; every earlier one stops working."""
        feed = services.renew_calendar(by=request.user)
        said = RenewedSerializer(feed, context=self.get_serializer_context()).data
        return Response(said, status=status.HTTP_201_CREATED, headers=etag(feed))

    @extend_schema(responses={204: None}, parameters=[IF_MATCH])
    def destroy(self, request, pk):
        """One's addresses stop working at once."""
        self.get_object()
        services.end_calendar(by=request.user, version=expected_version(request))
        return Response(status=status.HTTP_204_NO_CONTENT)


class ReviewCalendarSerializer(serializers.Serializer):
    address = serializers.CharField(
        allow_null=True, help_text="Yours alone; null until you make one, and for a token without the scope `write`."
    )


class WithCalendar:
    """For the resource of reviews."""

    @extend_schema(responses=ReviewCalendarSerializer, filters=False)
    @action(detail=True, pagination_class=None)
    def calendar(self, request, pk):
        """The address under which a calendar program reads the timetable of this review."""
        review = self.get_object()
        require(request.user, "peer_review.read_review", review)
        address = address_for(request.user, queries.own_feed(request.user), review)
        return Response({"address": address})

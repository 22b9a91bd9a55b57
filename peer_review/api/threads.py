"""The thread of a hold over the API: for the team of its statement alone."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.response import Response

from improvement_hub.core.api import IDEMPOTENCY_KEY
from improvement_hub.core.idempotency import once
from improvement_hub.core.one_page import OnePageSerializer, on_one_page
from peer_review import queries, services
from peer_review.api.shared import of_team
from peer_review.models import HoldNote


class HoldNoteSerializer(serializers.ModelSerializer):
    """A turn in the thread: who held, answered, replied or lifted, and in which words."""

    author = serializers.CharField(source="author.name", read_only=True)

    class Meta:
        model = HoldNote
        fields = ["id", "kind", "author", "words", "created_at"]
        read_only_fields = ["kind", "created_at"]


class ThreadSerializer(OnePageSerializer):
    """The whole thread, the first turn first."""

    results = HoldNoteSerializer(many=True)


class WithThread:
    """For the resource of statements: `thread/` of each."""

    @extend_schema(responses=ThreadSerializer, filters=False)
    @action(detail=True, pagination_class=None)
    def thread(self, request, pk):
        """What was said about its holds, in order."""
        statement = of_team(self.get_object(), request.user)
        return on_one_page(HoldNoteSerializer(queries.thread(request.user, statement), many=True).data)

    @extend_schema(request=HoldNoteSerializer, responses={201: HoldNoteSerializer}, parameters=[IDEMPOTENCY_KEY])
    @thread.mapping.post
    @once
    def answer_hold(self, request, pk):
        """Answer a hold; whoever holds replies here too, and lifts it by the transition."""
        statement = of_team(self.get_object(), request.user)
        terms = self.read(HoldNoteSerializer)
        note = services.answer_hold(statement=statement, by=request.user, **terms)
        return Response(HoldNoteSerializer(note).data, status=status.HTTP_201_CREATED)

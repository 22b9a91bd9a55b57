"""What a statement stands on, over the API: for its team alone."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.response import Response

from improvement_hub.core.api import IDEMPOTENCY_KEY, IF_MATCH, expected_version
from improvement_hub.core.idempotency import once
from improvement_hub.core.one_page import OnePageSerializer, on_one_page
from peer_review import queries, services
from peer_review.api.shared import of_team
from peer_review.models import Evidence, Support


class LinkSerializer(serializers.ModelSerializer):
    """A piece of evidence and what it does; one that challenges, or was withdrawn, does not count at the gate."""

    counts = serializers.BooleanField(help_text="At the evidence gate.")

    class Meta:
        model = Support
        fields = ["id", "evidence", "relation", "counts"]


class LinksSerializer(OnePageSerializer):
    """All of a statement; they fit on one page."""

    results = LinkSerializer(many=True)


class RelationSerializer(serializers.Serializer):
    relation = serializers.ChoiceField(choices=Support.Relation.choices)


class NewLinkSerializer(RelationSerializer):
    evidence = serializers.PrimaryKeyRelatedField(queryset=Evidence.objects.none())

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if request := self.context.get("request"):
            self.fields["evidence"].queryset = queries.evidence(request.user)


class WithLinks:
    """For the resource of statements: `links/` of each. The gate stands in the statement's own answer."""

    @extend_schema(responses=LinksSerializer, filters=False)
    @action(detail=True, pagination_class=None)
    def links(self, request, pk):
        """The evidence that supports or challenges it."""
        statement = of_team(self.get_object(), request.user)
        return on_one_page(LinkSerializer(statement.links.all(), many=True).data)

    @extend_schema(request=NewLinkSerializer, responses={201: LinkSerializer}, parameters=[IDEMPOTENCY_KEY])
    @links.mapping.post
    @once
    def link(self, request, pk):
        """Say that a piece of evidence supports or challenges it."""
        statement = of_team(self.get_object(), request.user)
        terms = self.read(NewLinkSerializer)
        link = services.link_evidence(statement=statement, by=request.user, **terms)
        return Response(LinkSerializer(link).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=RelationSerializer, parameters=[IF_MATCH])
    @action(detail=True, methods=["patch"], url_path="links/<uuid:link>", url_name="link")
    def turn(self, request, pk, link):
        """From support to challenge, or back. If-Match names the version of the statement."""
        statement = of_team(self.get_object(), request.user)
        version, found = expected_version(request), get_object_or_404(statement.links.all(), pk=link)
        terms = self.read(RelationSerializer)
        services.turn_link(link=found, by=request.user, version=version, **terms)
        return self.answer(statement)

    @extend_schema(parameters=[IF_MATCH])
    @turn.mapping.delete
    def unlink(self, request, pk, link):
        """Take a link back; never when a finding would be left short. If-Match names the version of the statement."""
        statement = of_team(self.get_object(), request.user)
        version, found = expected_version(request), get_object_or_404(statement.links.all(), pk=link)
        services.unlink_evidence(link=found, by=request.user, version=version)
        return self.answer(statement)

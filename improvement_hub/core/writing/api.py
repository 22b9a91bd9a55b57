"""The versions of a text over the API."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action

from improvement_hub.core.childlevel import refuse_child_level
from improvement_hub.core.one_page import OnePageSerializer, on_one_page
from improvement_hub.core.permissions import require
from improvement_hub.core.writing.states import LONGEST_REASON
from improvement_hub.core.writing.trails import Trail


class ReasonSerializer(serializers.Serializer):
    """What a step asks for; `return` asks for a reason."""

    reason = serializers.CharField(required=False, max_length=LONGEST_REASON, validators=[refuse_child_level])


class RevisionSerializer(serializers.Serializer):
    """One version of a text, from its audit trail, without its words."""

    id = serializers.IntegerField(source="pgh_id", help_text="Of this version, among all versions of its kind.")
    version = serializers.IntegerField(help_text="Its version then, as in its ETag.")
    saved_at = serializers.DateTimeField(source="pgh_created_at")
    by = serializers.CharField(help_text="Who saved it.")
    changes = serializers.ListField(child=serializers.CharField(), help_text="What became other with it, in words.")
    state = serializers.CharField(required=False, help_text="The state it was in; left out where it has none.")


class RevisionsSerializer(OnePageSerializer):
    """Every version, the latest first; they all fit on one page."""

    results = RevisionSerializer(many=True)


class WithRevisions:
    """For a resource: `revisions/` of each item. Give `trail` and `revisions_permission`."""

    trail: Trail
    revisions_permission: str

    @extend_schema(responses=RevisionsSerializer, filters=False)
    @action(detail=True, pagination_class=None)
    def revisions(self, request, pk):
        """Every version there ever was, for those who may change it."""
        row = self.get_object()  # type: ignore[attr-defined]
        require(request.user, self.revisions_permission, row)
        rows = RevisionSerializer(self.trail.versions(row), many=True).data
        return on_one_page(rows)

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.response import Response

from improvement_hub.core.api import StepSerializer
from improvement_hub.core.permissions import require
from improvement_hub.councils.api import CouncilNameSerializer
from improvement_hub.councils.queries import council_called


class ReviewThemeSerializer(serializers.Serializer):
    slug = serializers.CharField()
    name = serializers.CharField()


class CalledCouncilField(serializers.CharField):
    """A council by its name, or any code it ever had."""

    def to_internal_value(self, data):
        council = council_called(super().to_internal_value(data))
        if council is None:
            raise serializers.ValidationError("No council is called that.")
        return council


def page_of(serializer, row) -> str:
    return serializer.context["request"].build_absolute_uri(row.get_absolute_url())


def of_team(statement, actor):
    """The statement, for those who see it as its team does; 403 for everyone else who may see it."""
    require(actor, "peer_review.read_evidence", statement)
    return statement


def on_one_page(serializer, rows) -> Response:
    return Response({"next": None, "previous": None, "results": serializer(rows, many=True).data})


@extend_schema_field(StepSerializer(many=True))
class TransitionsField(serializers.Field):
    """What this actor may do next with the row, and what blocks it."""

    def __init__(self, **kwargs):
        super().__init__(source="*", read_only=True, **kwargs)

    def to_representation(self, row):
        steps = row.workflow.steps(row, self.context["request"].user)
        return StepSerializer(steps, many=True).data


class StepInputSerializer(serializers.Serializer):
    """What a step asks for; `hold`, `lift`, `postpone` and `cancel` ask for a reason."""

    reason = serializers.CharField(required=False, max_length=500)


__all__ = [
    "CalledCouncilField",
    "CouncilNameSerializer",
    "ReviewThemeSerializer",
    "StepInputSerializer",
    "TransitionsField",
    "of_team",
    "on_one_page",
    "page_of",
]

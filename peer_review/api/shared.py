from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from improvement_hub.core.api import StepSerializer
from improvement_hub.councils.api import CouncilNameSerializer


class ReviewThemeSerializer(serializers.Serializer):
    slug = serializers.CharField()
    name = serializers.CharField()


def page_of(serializer, row) -> str:
    return serializer.context["request"].build_absolute_uri(row.get_absolute_url())


@extend_schema_field(StepSerializer(many=True))
class TransitionsField(serializers.Field):
    """What this actor may do next with the row, and what blocks it."""

    def __init__(self, **kwargs):
        super().__init__(source="*", read_only=True, **kwargs)

    def to_representation(self, row):
        steps = row.workflow.steps(row, self.context["request"].user)
        return StepSerializer(steps, many=True).data


class StepInputSerializer(serializers.Serializer):
    """What a step asks for; `hold`, `postpone` and `cancel` ask for a reason."""

    reason = serializers.CharField(required=False, max_length=500)


__all__ = ["CouncilNameSerializer", "ReviewThemeSerializer", "StepInputSerializer", "TransitionsField", "page_of"]

"""Where a thing is over the API, and where one posts to take a step with it."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from improvement_hub.core.shapes.kinds import api_base


def api_address(serializer, row) -> str:
    """Of a row, by its id, which outlives every change of name or code."""
    place = serializer.Meta.collection.format(row=row)
    key = getattr(row, getattr(serializer.Meta, "key", "pk"))
    return f"{api_base(serializer.context)}{place}/{key}/"


@extend_schema_field({"type": "string", "format": "uri"})
class ApiAddressField(serializers.Field):
    def __init__(self, **kwargs):
        super().__init__(source="*", read_only=True, help_text="Its address in this API, by its id.")

    def to_representation(self, row) -> str:
        return api_address(self.parent, row)


class Addressed(serializers.Serializer):
    """Its `Meta.collection` says where one of these is: the prefix of a resource, `{row.…}` filled in from the row.

    `Meta.key` is the row's attribute with the id there; `Meta.brief` says that this is not all there is of it.
    `Meta.of_the_reader` names the fields that depend on who asks; `Meta.links` the collection of each field that is
    the id of something else; `Meta.rests_on` the prefetched attributes that a computed field reads.
    """

    def get_fields(self):
        fields = super().get_fields()
        if getattr(getattr(self, "Meta", None), "collection", None):
            fields["api_url"] = ApiAddressField()
        return fields


class StepSerializer(serializers.Serializer):
    """A step this actor may take next; `blockers` says, in sentences, what must happen first."""

    name = serializers.CharField()
    label = serializers.CharField()
    asks = serializers.ListField(child=serializers.CharField())
    blockers = serializers.ListField(child=serializers.CharField())
    url = serializers.URLField(help_text="Where to POST it.")


@extend_schema_field(StepSerializer(many=True))
class TransitionsField(serializers.Field):
    """What this actor may do next with the row, what blocks it, and where to say so."""

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", "Steps you may take.")
        super().__init__(source="*", read_only=True, **kwargs)

    def to_representation(self, row):
        here = api_address(self.parent, row)
        return [
            {
                "name": step.name,
                "label": step.label,
                "asks": list(step.asks),
                "blockers": step.blockers,
                "url": f"{here}transitions/{step.name}/",
            }
            for step in self.steps(row)
        ]

    def steps(self, row):
        return row.workflow.steps(row, self.context["request"].user)


def fields_of_the_reader(serializer_class) -> frozenset[str]:
    """Those of its fields that say something else to someone else."""
    return frozenset(getattr(serializer_class.Meta, "of_the_reader", ()))

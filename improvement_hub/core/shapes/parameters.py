"""How `fields` and `expand` stand in the schema."""

from drf_spectacular.utils import OpenApiParameter

from improvement_hub.core.shapes.expansion import DEPTH, MOST, paths

FIELDS = OpenApiParameter(
    "fields",
    str,
    description=(
        "Only these fields, with commas between them, and dots for fields of a nested object: "
        "`fields=id,council.name`. An answer then lacks the others, required or not."
    ),
)


def shape_parameters(serializer) -> list[OpenApiParameter]:
    offered = paths(serializer)
    return [FIELDS, *([expand_parameter(offered)] if offered else [])]


def expand_parameter(offered) -> OpenApiParameter:
    return OpenApiParameter(
        "expand",
        str,
        many=True,
        style="form",
        explode=False,
        enum=offered,
        description=(
            "Relations to be given whole, with commas between them: each becomes the object as its own collection "
            f"lists it. At most {MOST}, at most {DEPTH} deep. What you may not see there stays the name or id it was."
        ),
    )

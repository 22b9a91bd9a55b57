"""What a caller wants to see of a resource: some fields, and some relations whole."""

from dataclasses import dataclass, field

from improvement_hub.core.shapes import expansion, sparse


@dataclass(frozen=True)
class Shape:
    fields: dict = field(default_factory=dict)
    expand: dict = field(default_factory=dict)

    def __bool__(self):
        return bool(self.fields or self.expand)

    @classmethod
    def asked(cls, request, whole) -> "Shape":
        """What was asked for; 400 for what is not in the serializer that `whole` makes."""
        if not request.query_params.keys() & {"fields", "expand"}:
            return NOTHING_SPECIAL
        serializer = whole()
        shape = cls(sparse.asked_fields(request), expansion.asked_expansion(request))
        expansion.refuse_unknown(shape.expand, serializer)
        sparse.refuse_unknown(shape.fields, serializer, shape.expand)
        return shape

    def narrowed(self, serializer):
        return sparse.narrow(serializer, self.fields, keep=frozenset(self.expand)) if self.fields else serializer

    def lightened(self, rows, whole):
        return sparse.lighten(rows, self.narrowed(whole())) if self.fields else rows

    def of(self, objects: list[dict], serializer, request) -> list[dict]:
        """The objects with what was to be expanded, and only what was asked for; `serializer` is what made them."""
        if self.expand:
            expansion.expand(objects, self.expand, expansion.relations(serializer), request)
        return [sparse.only(one, self.fields) for one in objects]


NOTHING_SPECIAL = Shape()

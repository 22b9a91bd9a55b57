"""`expand=`: what is named or linked becomes the whole object, as its own collection lists it for this caller.

What the caller may not see there stays the name or the id it was. Each relation costs the statements of one list.
"""

from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from improvement_hub.core.shapes.kinds import KINDS, collection_of
from improvement_hub.core.shapes.trees import refuse, tree_of

MOST, DEPTH, MOST_OBJECTS = 8, 2, 1000


def asked_expansion(request) -> dict:
    return tree_of(request.query_params.getlist("expand"), "expand", most=MOST, depth=DEPTH)


def relations(serializer) -> dict[str, str]:
    """{field: collection} of those that can be expanded: objects in brief, and ids of what has a collection."""
    linked = dict(said(serializer, "links", {}))
    for name, field in serializer.fields.items():
        inner = getattr(field, "child", field)
        if isinstance(inner, serializers.Serializer) and said(inner, "brief", False):
            linked[name] = inner.Meta.collection
        elif prefix := collection_of(linked_model(serializer, field)):
            linked[name] = prefix
    return {name: prefix for name, prefix in linked.items() if prefix in KINDS and name in serializer.fields}


def linked_model(serializer, field):
    """What a field holds the id of."""
    field = getattr(field, "child_relation", field)
    if isinstance(field, serializers.PrimaryKeyRelatedField) and field.queryset is not None:
        return field.queryset.model
    model = said(serializer, "model", None)
    if not isinstance(field, serializers.UUIDField) or not str(field.source).endswith("_id") or model is None:
        return None
    for name in field.source.split("."):
        model = model._meta.get_field(name.removesuffix("_id")).related_model
    return model


def said(serializer, name, otherwise):
    return getattr(getattr(serializer, "Meta", None), name, otherwise)


def paths(serializer) -> list[str]:
    """All that `expand` takes."""
    found = relations(serializer)
    deeper = [f"{name}.{below}" for name, prefix in found.items() for below in relations(KINDS[prefix].serializer)]
    return sorted([*found, *deeper])


def refuse_unknown(tree, serializer) -> None:
    offered = paths(serializer)
    for name, below in tree.items():
        for path in (name, *(f"{name}.{deeper}" for deeper in below)):
            if path not in offered:
                refuse("expand", path, offered)


def expand(objects: list[dict], tree, linked: dict[str, str], request) -> None:
    """Puts whole objects into these, in place."""
    for name, below in tree.items():
        if name not in linked:  # it is not among the fields that were asked for
            continue
        prefix = linked[name]
        asked = list(dict.fromkeys(key_of(one) for thing in objects for one in values(thing.get(name))))
        if len(asked) > MOST_OBJECTS:
            raise ValidationError(
                {"expand": [f"“{name}” would bring more than {MOST_OBJECTS}. Ask for a shorter page."]}
            )
        whole = {str(one["id"]): one for one in KINDS[prefix].rows(request, pk__in=asked)} if asked else {}
        if below:
            expand(list(whole.values()), below, relations(KINDS[prefix].serializer), request)
        for thing in objects:
            if name in thing:
                thing[name] = replaced(thing[name], whole)


def values(value) -> list:
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def key_of(value) -> str:
    return str(value["id"]) if isinstance(value, dict) else str(value)


def replaced(value, whole):
    if isinstance(value, list):
        return [whole.get(key_of(one), one) for one in value]
    return value if value is None else whole.get(key_of(value), value)

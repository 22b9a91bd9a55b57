"""`fields=`: no more than was asked for, and nothing computed that was not."""

from django.core.exceptions import FieldDoesNotExist
from rest_framework import serializers

from improvement_hub.core.shapes.expansion import relations
from improvement_hub.core.shapes.kinds import KINDS
from improvement_hub.core.shapes.trees import refuse, tree_of

MOST, DEPTH = 100, 4


def asked_fields(request) -> dict:
    return tree_of(request.query_params.getlist("fields"), "fields", most=MOST, depth=DEPTH)


def within(field):
    """The serializer of what a field holds, if that has fields of its own."""
    told = told_of(field)
    told = told() if isinstance(told, type) and issubclass(told, serializers.BaseSerializer) else told
    found = getattr(told, "child", told)
    return found if isinstance(found, serializers.Serializer) else None


def told_of(field):
    """The field itself, or what it was said to hold where it is computed."""
    if isinstance(field, serializers.SerializerMethodField):
        method = getattr(field.parent, field.method_name, None)
        return getattr(method, "_spectacular_annotation", {}).get("field")
    return getattr(field, "_spectacular_annotation", {}).get("field", field)


def refuse_unknown(tree, serializer, expanded, path="") -> None:
    """What was `expanded` has the fields of the whole object."""
    for name, below in tree.items():
        field = serializer.fields.get(name)
        if field is None:
            refuse("fields", f"{path}{name}", (f"{path}{known}" for known in serializer.fields))
        if below:
            inner = KINDS[relations(serializer)[name]].serializer if name in expanded else within(field)
            if inner is None:
                refuse("fields", f"{path}{name}.{next(iter(below))}", ())
            refuse_unknown(below, inner, expanded.get(name, {}), f"{path}{name}.")


def narrow(serializer, tree, keep=frozenset()):
    """Takes the fields out of a serializer that nobody asked for; `keep`: relations that are yet to be expanded."""
    fields = getattr(serializer, "child", serializer).fields
    for name in list(fields):
        if name not in tree:
            fields.pop(name)
    for name, below in tree.items():
        inner = getattr(fields[name], "child", fields[name])
        if below and name not in keep and isinstance(inner, serializers.Serializer):
            narrow(inner, {known: part for known, part in below.items() if known in inner.fields})
    return serializer


def only(value, tree):
    """What a tree asks for of a value, also of what a computed field gave."""
    if not tree:
        return value
    if isinstance(value, list):
        return [only(one, tree) for one in value]
    if isinstance(value, dict):
        return {name: only(value[name], below) for name, below in tree.items() if name in value}
    return value


def lighten(rows, serializer):
    """Without the prefetches that none of the serializer's fields rests on, as far as that is known for certain."""
    roots: set[str] = set()
    for name, field in serializer.fields.items():
        needed = rests_on(name, field, serializer)
        if needed is None:
            return rows
        roots |= needed
    kept = [lookup for lookup in rows._prefetch_related_lookups if root_of(lookup) in roots]
    return rows.prefetch_related(None).prefetch_related(*kept)


def rests_on(name, field, serializer) -> set[str] | None:
    """Attributes of the row that a field reads; None where that is not known."""
    declared = getattr(serializer.Meta, "rests_on", {})
    if name in declared:
        return set(declared[name])
    if name in ("url", "api_url"):
        return set()
    if isinstance(field, serializers.SerializerMethodField) or field.source == "*":
        return None
    first = field.source_attrs[0]
    if first.startswith("get_") and first.endswith("_display"):
        return set()
    return {first} if is_column(serializer.Meta.model, first) else None


def is_column(model, name) -> bool:
    try:
        model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True


def root_of(lookup) -> str:
    return getattr(lookup, "prefetch_to", lookup).split("__")[0]

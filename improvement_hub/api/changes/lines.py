"""What a line of `changes/` says, for makers of clients: each collection has a line of its own, with its item whole."""

from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema_field
from rest_framework import serializers

from improvement_hub.api.changes.sources import BY_COLLECTION
from improvement_hub.api.collections import resource_for


class ChangeSerializer(serializers.Serializer):
    """One item that changed. Put `item` in the place of what you have under this id, or remove that."""

    collection = serializers.CharField(help_text="Where it is found.")
    id = serializers.UUIDField(help_text="Its permanent id.")
    change = serializers.ChoiceField(
        choices=[
            ("created", "New for you, or shared with others than before"),
            ("changed", "Known to you, and changed"),
            ("removed", "No longer there for you: removed, or not shared with you any more"),
        ],
        help_text="What happened, as far as you are concerned.",
    )
    api_url = serializers.URLField(help_text="Its address in this API.")


def line_of(collection):
    """The line of one collection: it names the collection, and its item is as the collection's addresses give it."""
    whole = resource_for(None, collection, "retrieve").get_serializer_class()
    name = extend_schema_field({"type": "string", "const": collection})(type("Named", (serializers.CharField,), {}))
    fields = {
        "__doc__": ChangeSerializer.__doc__,
        "collection": name(help_text="Where it is found."),
        "item": whole(allow_null=True, help_text="As its address gives it; null for what was removed."),
    }
    return type(f"{collection.title().replace('-', '')}ChangeSerializer", (ChangeSerializer,), fields)


def by_collection() -> dict:
    return {collection: line_of(collection) for collection in sorted(BY_COLLECTION)}


ANY_LINE = PolymorphicProxySerializer(
    component_name="Change", serializers=by_collection, resource_type_field_name="collection", many=True
)


@extend_schema_field(ANY_LINE)
class Lines(serializers.Field):
    """Made by the view; here for the schema."""


class ChangesSerializer(serializers.Serializer):
    next = serializers.URLField(allow_null=True, help_text="More that changed; null if that is all for now.")
    cursor = serializers.CharField(help_text="Keep it once all of these are stored; send it as `since` next time.")
    results = Lines(help_text="What changed, in the order in which it became visible.")

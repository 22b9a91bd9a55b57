"""Lists that are never long: they have the shape of any other, and all fit on one page."""

from rest_framework import serializers
from rest_framework.response import Response


class OnePageSerializer(serializers.Serializer):
    """`next` and `previous` are null; whoever derives from it says what `results` are."""

    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)


def on_one_page(results) -> Response:
    return Response({"next": None, "previous": None, "results": results})

"""The audit of calls over the API, for those who see it on the pages."""

from rest_framework import serializers
from rest_framework.response import Response

from improvement_hub.accounts import queries
from improvement_hub.accounts.filters import CallFilterSet
from improvement_hub.accounts.models import ApiCall
from improvement_hub.core.api import ReadResource


class CallSerializer(serializers.ModelSerializer):
    """One call with a key or a token. What was looked for is not kept, and no address of a caller."""

    client = serializers.UUIDField(source="client_id", allow_null=True, help_text="Null for a person’s own token.")
    client_name = serializers.CharField(source="client.name", allow_null=True, default=None, help_text="Its name.")
    key_starts = serializers.CharField(
        source="key.starts", allow_null=True, default=None, help_text="How its key begins, or its client id."
    )
    person = serializers.CharField(
        source="person.name", allow_null=True, default=None, help_text="Whose own token it was; null for a client."
    )

    class Meta:
        model = ApiCall
        fields = [
            *("id", "at", "client", "client_name", "key_starts", "person"),
            *("method", "route", "parameters", "status", "milliseconds", "bytes"),
        ]
        extra_kwargs = {
            "id": {"help_text": "Permanent id."},
            "at": {"help_text": "When it was answered."},
            "method": {"help_text": "Of HTTP."},
            "route": {"help_text": "The address, its parts named and not filled in."},
            "parameters": {"help_text": "Names in its query string."},
            "status": {"help_text": "Of the answer."},
            "milliseconds": {"help_text": "Until all of the answer was sent."},
            "bytes": {"help_text": "Of the answer’s body, before compression."},
        }


class CallResource(ReadResource):
    """What was asked with the keys of your council’s systems, and with tokens of your own; kept for 90 days."""

    serializer_class = CallSerializer
    filterset_class = CallFilterSet
    ordering = ("-at", "id")
    queryset = ApiCall.objects.none()

    def visible(self, actor):
        return queries.call_list(actor)

    def retrieve(self, request, *args, **kwargs):
        """A call is never changed, so it has no version."""
        return Response(self.get_serializer(self.get_object()).data)


RESOURCES = [("calls", CallResource, "api-call")]

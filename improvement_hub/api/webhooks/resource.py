"""Webhooks over the API, for a token of those who keep the client; by the same services as the pages."""

from datetime import timedelta

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.response import Response

from improvement_hub.accounts.asking import refuse_unless_fresh
from improvement_hub.accounts.models import ApiClient, Webhook, WebhookDelivery
from improvement_hub.accounts.queries import client_list
from improvement_hub.api.changes.sources import BY_COLLECTION
from improvement_hub.api.webhooks import queries, services
from improvement_hub.core.api import IDEMPOTENCY_KEY, IF_MATCH, ChangeResource, etag, expected_version
from improvement_hub.core.idempotency import once
from improvement_hub.core.shapes.addresses import Addressed

COLLECTIONS = serializers.ListField(
    child=serializers.ChoiceField(choices=sorted(BY_COLLECTION)), help_text="Of which it is told."
)


class WebhookSerializer(Addressed, serializers.ModelSerializer):
    """Where a client is told of changes, and how that stands."""

    client_name = serializers.CharField(source="client.name", help_text="Its name.")

    class Meta:
        model = Webhook
        collection = "webhooks"
        fields = [
            *("id", "client", "client_name", "address", "collections", "old_until"),
            *("failures", "failing_since", "due_at", "disabled_at", "created_at"),
        ]
        extra_kwargs = {
            "client": {"help_text": "The id of the client."},
            "address": {"help_text": "To which messages are posted."},
            "old_until": {"help_text": "To which moment messages are signed with the old secret too; else null."},
            "failures": {"help_text": "How often it was tried since something was last taken."},
            "failing_since": {"help_text": "Null while messages are taken."},
            "due_at": {"help_text": "Before that nothing is sent."},
            "disabled_at": {"help_text": "When the hub switched it off; null while it is on."},
        }


class WithSecretSerializer(WebhookSerializer):
    secret = serializers.CharField(help_text="Shown this once: with it messages are checked.")

    class Meta(WebhookSerializer.Meta):
        fields = [*WebhookSerializer.Meta.fields, "secret"]


class NewWebhookSerializer(serializers.Serializer):
    client = serializers.PrimaryKeyRelatedField(queryset=ApiClient.objects.none(), help_text="The id of the client.")
    address = serializers.CharField(max_length=Webhook.LONGEST_ADDRESS, help_text="Begins with https://.")
    collections = COLLECTIONS

    def get_fields(self):
        fields = super().get_fields()
        if "client" in fields and "request" in self.context:
            fields["client"].queryset = client_list(self.context["request"].user)
        return fields


class WebhookChangeSerializer(serializers.Serializer):
    address = serializers.CharField(max_length=Webhook.LONGEST_ADDRESS, required=False)
    collections = COLLECTIONS


class OverlapSerializer(serializers.Serializer):
    days = serializers.IntegerField(
        min_value=0,
        max_value=services.LONGEST_OVERLAP.days,
        default=7,
        help_text="For how long messages are signed with the old secret too.",
    )


class WebhookDeliverySerializer(serializers.ModelSerializer):
    class Meta:
        model = WebhookDelivery
        fields = ["message", "kind", "count", "at", "milliseconds", "status", "trouble"]
        extra_kwargs = {
            "message": {"help_text": "Its webhook-id: the same for what was sent again."},
            "kind": {"help_text": "What it said."},
            "count": {"help_text": "Of how many items it told."},
            "milliseconds": {"help_text": "Until the receiver answered."},
            "status": {"help_text": "That was answered; null if there was no answer."},
            "trouble": {"help_text": "Why there was no answer."},
        }


class WebhookResource(ChangeResource):
    """Addresses at which your council’s systems are told that something changed."""

    serializer_class = WebhookSerializer
    ordering = ("created_at", "id")
    queryset = Webhook.objects.none()

    def visible(self, actor):
        return queries.webhook_list(actor)

    def with_secret(self, made, status=200):
        """Answered here alone: no copy of it is kept, so this takes no Idempotency-Key."""
        webhook, secret = made
        webhook.secret = secret
        return Response(
            WithSecretSerializer(webhook, context=self.get_serializer_context()).data,
            status=status,
            headers=etag(webhook),
        )

    @extend_schema(request=NewWebhookSerializer, responses={201: WithSecretSerializer})
    def create(self, request):
        """Register an address. The answer holds its secret, this once; the same address is refused the second time."""
        refuse_unless_fresh(request)
        wish = self.read(NewWebhookSerializer)
        return self.with_secret(services.register_webhook(by=request.user, **wish), status.HTTP_201_CREATED)

    @extend_schema(request=WebhookChangeSerializer, responses=WebhookSerializer, parameters=[IF_MATCH])
    def partial_update(self, request, pk):
        """Change where it is told, and of what."""
        refuse_unless_fresh(request)
        webhook, version = self.get_object(), expected_version(request)
        wish = {"address": webhook.address, "collections": webhook.collections} | self.read(
            WebhookChangeSerializer, partial=True
        )
        return self.answer(services.change_webhook(webhook=webhook, by=request.user, version=version, **wish))

    @extend_schema(responses={204: None}, parameters=[IF_MATCH])
    def destroy(self, request, pk):
        """Remove it, and its log."""
        refuse_unless_fresh(request)
        services.remove_webhook(webhook=self.get_object(), by=request.user, version=expected_version(request))
        return Response(status=status.HTTP_204_NO_CONTENT)

    @extend_schema(request=OverlapSerializer, responses=WithSecretSerializer, parameters=[IF_MATCH])
    @action(detail=True, methods=["post"])
    def secret(self, request, pk):
        """Put a new secret in its place. The answer holds it, this once."""
        refuse_unless_fresh(request)
        webhook, version = self.get_object(), expected_version(request)
        overlap = timedelta(days=self.read(OverlapSerializer)["days"])
        return self.with_secret(
            services.rotate_secret(webhook=webhook, overlap=overlap, version=version, by=request.user)
        )

    @extend_schema(request=None, responses=WebhookDeliverySerializer)
    @action(detail=True, methods=["post"])
    def test(self, request, pk):
        """Send a test message at once; the answer says what came of it."""
        delivery = services.send_test(webhook=self.get_object(), by=request.user)
        return Response(WebhookDeliverySerializer(delivery).data)

    @extend_schema(request=None, responses=WebhookSerializer, parameters=[IF_MATCH, IDEMPOTENCY_KEY])
    @action(detail=True, methods=["post"], url_path="switch-on")
    @once
    def switch_on(self, request, pk):
        """Switch it on again after the hub switched it off."""
        webhook, version = self.get_object(), expected_version(request)
        return self.answer(services.switch_on(webhook=webhook, by=request.user, version=version))

    @extend_schema(responses=WebhookDeliverySerializer(many=True))
    @action(detail=True, pagination_class=None)
    def deliveries(self, request, pk):
        """What was sent, the latest fifty; the log is kept for 30 days."""
        log = queries.delivery_list(request.user).filter(webhook=self.get_object())[: queries.LATEST]
        return Response(WebhookDeliverySerializer(log, many=True).data)


RESOURCES = [("webhooks", WebhookResource, "api-webhook")]

"""One's own digest over the API, by the same services as the page."""

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.response import Response

from improvement_hub.core.api import (
    IDEMPOTENCY_KEY,
    ChangeResource,
    TransitionsField,
    etag,
    expected_version,
    transition_schema,
)
from improvement_hub.core.errors import DomainError
from improvement_hub.core.idempotency import once
from improvement_hub.core.shapes.addresses import Addressed
from improvement_hub.core.workflow import Step
from improvement_hub.digests import queries, services
from improvement_hub.digests.models import Delivery, Subscription
from improvement_hub.digests.schedule import Frequency, Weekday


class DeliverySerializer(serializers.ModelSerializer):
    class Meta:
        model = Delivery
        fields = ["id", "since", "sent_at", "count"]
        extra_kwargs = {
            "since": {"help_text": "It told what was new from then on."},
            "count": {"help_text": "How many things were new."},
        }


class SubscriptionSerializer(Addressed, serializers.ModelSerializer):
    """How often a person's digest comes."""

    weekday = serializers.ChoiceField(choices=Weekday.choices, help_text="Of a weekly digest; 0 is Monday.")

    class Meta:
        collection = "subscriptions"
        model = Subscription
        fields = ["id", "frequency", "weekday", "started_at", "ended_at", "next_due_at"]
        extra_kwargs = {
            "ended_at": {"help_text": "Null while it comes."},
            "next_due_at": {"help_text": "When the next one is sent, if anything is new; null when it has ended."},
        }


class OfSubscription(TransitionsField):
    """A digest has no workflow: its wish can always be said anew, and taken back while it comes."""

    def steps(self, subscription):
        yield Step("subscribe", "Change how often it comes", ("frequency", "weekday"))
        if subscription.ended_at is None:
            yield Step("unsubscribe", "Unsubscribe", ())


class OneSubscriptionSerializer(SubscriptionSerializer):
    transitions = OfSubscription(help_text="Steps you may take.")
    deliveries = serializers.SerializerMethodField(help_text="Those that were sent, the latest ten.")

    class Meta(SubscriptionSerializer.Meta):
        of_the_reader = ["deliveries", "transitions"]
        fields = [*SubscriptionSerializer.Meta.fields, "deliveries", "transitions"]

    @extend_schema_field(DeliverySerializer(many=True))
    def get_deliveries(self, subscription):
        latest = queries.deliveries(self.context["request"].user)[: queries.LATEST]
        return DeliverySerializer(latest, many=True).data


class WishSerializer(serializers.Serializer):
    frequency = serializers.ChoiceField(choices=Frequency.choices)
    weekday = serializers.ChoiceField(choices=Weekday.choices, default=Weekday.MONDAY, help_text="0 is Monday.")


class SubscriptionResource(ChangeResource):
    """One's own digest: an empty list for whoever never asked for one."""

    ordering = ("started_at", "id")
    queryset = Subscription.objects.none()

    def visible(self, actor):
        return queries.subscription_list(actor)

    def get_serializer_class(self):
        return SubscriptionSerializer if self.action == "list" else OneSubscriptionSerializer

    @extend_schema(request=WishSerializer, responses={201: OneSubscriptionSerializer}, parameters=[IDEMPOTENCY_KEY])
    @once
    def create(self, request):
        """Ask for a digest; whoever has one changes that (412)."""
        subscription = services.subscribe(**self.wish(), by=request.user)
        return self.answer(subscription, status.HTTP_201_CREATED)

    @transition_schema(OneSubscriptionSerializer, WishSerializer)
    @action(detail=True, methods=["post"], url_path="transitions/<str:name>", url_name="transition")
    @once
    def transition(self, request, pk, name):
        """`subscribe` sets how often it comes, also after it has ended; `unsubscribe` ends it and takes no body."""
        subscription, version = self.get_object(), expected_version(request)
        if name == "subscribe":
            return self.answer(services.subscribe(**self.wish(), by=request.user, version=version))
        if name == "unsubscribe":
            return self.answer(services.unsubscribe(subscription=subscription, by=request.user, version=version))
        raise DomainError(f"There is no step called “{name}” here.", field="transition")

    def wish(self) -> dict:
        wish = WishSerializer(data=self.request.data)
        wish.is_valid(raise_exception=True)
        return wish.validated_data

    def answer(self, subscription, status=status.HTTP_200_OK):
        return Response(self.get_serializer(subscription).data, status=status, headers=etag(subscription))


RESOURCES = [("subscriptions", SubscriptionResource, "api-subscription")]

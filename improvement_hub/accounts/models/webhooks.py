"""Addresses at which partners' systems are told that something changed, and the log of what they answered."""

from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from improvement_hub.accounts.models.clients import ApiClient
from improvement_hub.core.audit import audited
from improvement_hub.core.models import HubModel


class WebhookQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """Those of a client that this actor sees."""
        return self.filter(client__in=ApiClient.objects.visible_to(actor))

    def due(self):
        """Those that may be sent to now: of clients in use, neither switched off nor waiting after a failure."""
        now = timezone.now()
        return self.filter(client__in=ApiClient.objects.in_use(), disabled_at=None, due_at__lte=now)

    def untold(self):
        """Switched off by the hub, and nobody was told of it yet."""
        return self.filter(disabled_at__isnull=False, told_at=None)


PLACE = ["log", "rights", "number", "began", "taken"]
STANDING = ["due_at", "failures", "failing_since", "told_at"]


@audited(exclude=["sealed_secret", "sealed_old_secret", *PLACE, *STANDING])
class Webhook(HubModel):
    """Where a client is told of changes in these collections, and how far it has been told.

    Its place in the order of changes is that of a cursor: `number` up to which everything was told, the `log` and the
    `rights` under which that holds, and `began`; `taken` counts the messages. It moves on in the transaction that
    knows the receiver has the message.
    """

    MOST = 10
    LONGEST_ADDRESS = 500

    client = models.ForeignKey(ApiClient, models.CASCADE, related_name="webhooks")
    address = models.CharField(max_length=LONGEST_ADDRESS)
    collections = ArrayField(models.CharField(max_length=30))
    sealed_secret = models.TextField()
    sealed_old_secret = models.TextField(blank=True)
    old_until = models.DateTimeField(null=True, blank=True)

    log = models.UUIDField(null=True)
    rights = models.CharField(max_length=16, blank=True)
    number = models.BigIntegerField(default=0)
    began = models.BigIntegerField(default=0)
    taken = models.PositiveIntegerField(default=0)

    due_at = models.DateTimeField(default=timezone.now)
    failures = models.PositiveIntegerField(default=0)
    failing_since = models.DateTimeField(null=True, blank=True)
    disabled_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)

    objects = WebhookQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        indexes = [models.Index(fields=["due_at"], condition=Q(disabled_at=None), name="webhooks_that_are_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["client", "address"],
                name="an_address_is_told_once",
                violation_error_message="This system is told at that address already.",
            ),
            models.CheckConstraint(
                name="a_webhook_tells_of_something",
                condition=~Q(collections=[]),
                violation_error_message="Choose at least one collection.",
            ),
            models.CheckConstraint(
                name="an_old_secret_has_its_end",
                condition=Q(sealed_old_secret="", old_until=None)
                | (~Q(sealed_old_secret="") & Q(old_until__isnull=False)),
            ),
            models.CheckConstraint(
                name="what_fails_fails_since_then",
                condition=Q(failures=0, failing_since=None) | Q(failures__gt=0, failing_since__isnull=False),
            ),
        ]

    def stand(self, **columns):
        """Its standing is no new version of it: whoever changes it meanwhile is not told that someone else did."""
        type(self).objects.filter(pk=self.pk).update(**columns)

    def __str__(self):
        return self.address


class WebhookDeliveryQuerySet(models.QuerySet):
    def visible_to(self, actor):
        return self.filter(webhook__in=Webhook.objects.visible_to(actor))


class WebhookDelivery(models.Model):
    """One time that something was sent: what came of it. Of what the receiver answered, no more than the status."""

    class Kind(models.TextChoices):
        CHANGES = "changes", "Changes"
        RESYNC = "resync", "Read everything anew"
        PING = "ping", "Test"

    KEPT_FOR = timedelta(days=30)

    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries")
    message = models.CharField(max_length=40)
    kind = models.CharField(max_length=7, choices=Kind)
    count = models.PositiveSmallIntegerField(default=0)
    at = models.DateTimeField(default=timezone.now)
    milliseconds = models.PositiveIntegerField()
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    trouble = models.CharField(max_length=100, blank=True)

    objects = WebhookDeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(F("webhook"), F("at").desc(), name="deliveries_of_a_webhook"),
            models.Index(fields=["at"], name="webhook_deliveries_by_age"),
        ]
        constraints = [
            models.CheckConstraint(
                name="a_delivery_has_an_answer_or_not",
                condition=Q(status__isnull=False, trouble="") | (Q(status=None) & ~Q(trouble="")),
            )
        ]

    def __str__(self):
        return f"{self.message}: {self.outcome}"

    @property
    def is_taken(self) -> bool:
        return self.status is not None and 200 <= self.status < 300

    @property
    def outcome(self) -> str:
        """In words: the status that was answered, or why there was none."""
        return f"answered {self.status}" if self.status is not None else self.trouble

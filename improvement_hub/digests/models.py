"""Who asked for a digest and how often, and what was sent when."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from improvement_hub.accounts.models import Person
from improvement_hub.core.audit import audited
from improvement_hub.core.models import HubModel
from improvement_hub.digests.schedule import Frequency, Weekday


class SubscriptionQuerySet(models.QuerySet):
    def active(self):
        return self.filter(ended_at=None)

    def visible_to(self, actor):
        """One's own, and nobody else's."""
        return self.filter(person=actor.person_id) if actor.is_person else self.none()


@audited
class Subscription(HubModel):
    """The digest a person asked for; it is kept when it ends, and starts anew when they ask again.

    `next_due_at` is moved on by each digest, also by one that was not sent because nothing was new.
    """

    person = models.OneToOneField(Person, models.PROTECT, related_name="subscription")
    frequency = models.CharField("how often", max_length=7, choices=Frequency, default=Frequency.WEEKLY)
    weekday = models.PositiveSmallIntegerField("day of the week", choices=Weekday, default=Weekday.MONDAY)
    started_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    next_due_at = models.DateTimeField(null=True, blank=True, db_index=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        ordering = ["started_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="a_digest_is_due_until_it_ends",
                condition=Q(ended_at=None, next_due_at__isnull=False) | Q(ended_at__isnull=False, next_due_at=None),
            ),
            models.CheckConstraint(
                name="a_digest_ends_after_it_starts",
                condition=Q(ended_at=None) | Q(ended_at__gte=F("started_at")),
            ),
            models.CheckConstraint(name="a_week_has_seven_days", condition=Q(weekday__lte=6)),
        ]

    def __str__(self):
        return f"{self.person}: {self.get_frequency_display().lower()}"

    def get_absolute_url(self):
        return reverse("digests")

    @property
    def is_active(self) -> bool:
        return self.ended_at is None


class DeliveryQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """What was sent to oneself."""
        return self.filter(subscription__in=Subscription.objects.visible_to(actor))


@audited
class Delivery(HubModel):
    """One digest that was due: sent, or not sent because nothing was new.

    `since` and `prepared_at` are the time it covers. `things` names what was in it, each as `kind:id`, so that
    nothing is sent twice; `count` is how many things were new, those it only counted included.
    """

    subscription = models.ForeignKey(Subscription, models.PROTECT, related_name="deliveries")
    due_at = models.DateTimeField()
    since = models.DateTimeField()
    prepared_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    things = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    count = models.PositiveIntegerField(default=0)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["-due_at", "id"]
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(fields=["subscription", "due_at"], name="a_digest_is_sent_once"),
            models.CheckConstraint(
                name="an_empty_digest_is_never_sent",
                condition=Q(sent_at=None, count=0, things=[])
                | (Q(sent_at__isnull=False, count__gte=1) & ~Q(things=[])),
            ),
        ]

    def __str__(self):
        return f"{self.subscription}, due {self.due_at:%Y-%m-%d}"

"""What partners' systems keep up by: where each shared item stands in the order of changes. The database writes it."""

import uuid
from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from improvement_hub.core.models.base import OpenToAll, Visibility, shared_with


class AudienceQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """What is, or was, shared with this actor: with their region, the sector or everyone, or held by a council of
        theirs."""
        seen = shared_with(actor)
        if actor.council_ids:
            seen |= Q(holders__overlap=list(actor.council_ids))
        return self.filter(seen)


class Place(models.Model):
    """Whom an item is shared with, and where its last change stands in the order of changes.

    The order is that in which changes became visible: numbers are given at the end of a transaction, to one
    transaction after the other.
    """

    collection = models.CharField(max_length=30)
    item = models.UUIDField()
    visibility = models.CharField(max_length=6, choices=Visibility)
    region_id = models.UUIDField(null=True)
    holders = ArrayField(models.UUIDField(), null=True)
    demonstration = models.BooleanField()

    objects = AudienceQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.collection} {self.item}"


class SharedItem(Place):
    """One that is shared now. `shared_at`: the number at which it was shared with those it is shared with."""

    pk = models.CompositePrimaryKey("collection", "item")
    number = models.BigIntegerField(unique=True)
    shared_at = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["collection", "number"], name="items_of_a_collection")]


class Departure(Place):
    """That an item is no longer shared with those it was shared with: hidden from them, or removed."""

    KEPT_FOR = timedelta(days=90)

    number = models.BigIntegerField(primary_key=True)
    left_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [
            models.Index(fields=["collection", "number"], name="departures_of_a_collection"),
            models.Index(fields=["collection", "item"], name="departures_of_an_item"),
            models.Index(fields=["left_at"], name="departures_by_age"),
        ]


class PreparedAnswer(models.Model):
    """The representation of an item as JSON, in a list or whole, as it was when its change had this `number`.

    `code` is that of the release that wrote it: another one writes it anew. Addresses begin with a sign that stands
    for the hub's own address.
    """

    pk = models.CompositePrimaryKey("collection", "item", "form")
    collection = models.CharField(max_length=30)
    item = models.UUIDField()
    form = models.CharField(max_length=5)
    number = models.BigIntegerField()
    code = models.CharField(max_length=12)
    body = models.TextField()

    objects = OpenToAll.as_manager()  # by way of the items, which are asked who may see them

    def __str__(self):
        return f"{self.collection} {self.item} {self.form}"


class ChangeLogQuerySet(OpenToAll):
    def current_id(self) -> uuid.UUID:
        """Of the order there is; where there is none yet it begins."""
        return self.values_list("pk", flat=True).first() or self.create(pk=uuid.uuid4()).pk


class ChangeLog(models.Model):
    """The one order of changes there is; after a restore there is another, and nobody's place in this one holds."""

    id = models.UUIDField(primary_key=True)

    objects = ChangeLogQuerySet.as_manager()

    def __str__(self):
        return str(self.pk)

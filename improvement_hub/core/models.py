"""What every row of the hub has, and the visibility that decides who may read it."""

import uuid
from datetime import timedelta

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q


class Visibility(models.TextChoices):
    """Who may read a thing; each level includes those above it."""

    TEAM = "team", "The visiting team"
    REVIEW = "review", "The team and the host"
    REGION = "region", "The host's region"
    SECTOR = "sector", "Members of councils and regions"
    PUBLIC = "public", "Everyone"


class HubModel(models.Model):
    """A row with a permanent id, and a version that every save raises by one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(auto_now_add=True, editable=False)
    changed_at = models.DateTimeField(auto_now=True, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        self.version += 1
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "version", "changed_at"}
        super().save(*args, **kwargs)


def shared_with(actor, *, visibility="visibility", region="region_id") -> Q:
    """What is shared beyond its makers: with a region, the sector or everyone.

    `visibility` and `region` are the lookups from the model in question.
    """
    shared = Q(**{visibility: Visibility.PUBLIC})
    if actor.in_sector:
        shared |= Q(**{visibility: Visibility.SECTOR})
    if actor.region_ids:
        shared |= Q(**{visibility: Visibility.REGION, f"{region}__in": actor.region_ids})
    return shared


class OpenToAll(models.QuerySet):
    """Public reference facts: everyone sees every row."""

    def visible_to(self, actor):
        return self


class RepeatedRequest(models.Model):
    """The answer to a POST, kept under the key its sender gave, so that a repeat changes nothing."""

    KEPT_FOR = timedelta(days=7)
    LONGEST_KEY = 200

    actor_id = models.UUIDField()
    key = models.CharField(max_length=LONGEST_KEY)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    body = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    etag = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["actor_id", "key"], name="one_answer_per_actor_and_key")]

    def __str__(self):
        return self.key

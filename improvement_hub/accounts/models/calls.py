"""What was asked over the API with a key or a token."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from improvement_hub.accounts.models.clients import ApiClient, ApiKey


class ApiCallQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """Those of clients this actor sees, and those made with tokens of one's own; administrators see all."""
        if not actor.is_person:
            return self.none()
        if actor.administers:
            return self
        return self.filter(Q(client__in=ApiClient.objects.visible_to(actor)) | Q(person=actor.pk))


class ApiCall(models.Model):
    """One call. The id is given when it is answered, so that a batch written twice is there once.

    `route` is the address with its parts named, never filled in; `parameters` are names alone. References bind
    nothing: a row that is gone keeps no call from being written.
    """

    KEPT_FOR = timedelta(days=90)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField()
    client = models.ForeignKey(ApiClient, models.DO_NOTHING, null=True, db_constraint=False, db_index=False)
    key = models.ForeignKey(ApiKey, models.DO_NOTHING, null=True, db_constraint=False, db_index=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, db_constraint=False, db_index=False, related_name="+"
    )
    method = models.CharField(max_length=10)
    route = models.CharField(max_length=200)
    parameters = ArrayField(models.CharField(max_length=40), default=list)
    status = models.PositiveSmallIntegerField()
    milliseconds = models.PositiveIntegerField()
    bytes = models.PositiveBigIntegerField()

    objects = ApiCallQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "id"]
        indexes = [
            models.Index(fields=["client", "-at", "id"], name="calls_of_a_client"),
            models.Index(fields=["person", "-at", "id"], name="calls_of_a_person", condition=Q(person__isnull=False)),
            models.Index(fields=["-at", "id"], name="calls_by_age"),
        ]
        constraints = [
            models.CheckConstraint(
                name="a_call_was_made_by_a_client_or_a_person",
                condition=Q(client__isnull=False) | Q(person__isnull=False),
            )
        ]

    def __str__(self):
        return f"{self.method} {self.route} {self.status}"

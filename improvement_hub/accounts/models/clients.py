"""Partners' systems, which come with a key."""

from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from improvement_hub.accounts.models.organisations import Organisation
from improvement_hub.core.audit import audited
from improvement_hub.core.models import HubModel


class ApiClientQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """Those of a council one directs; administrators see all."""
        if not actor.is_person:
            return self.none()
        return self if actor.administers else self.filter(organisation__council__in=actor.directs)

    def in_use(self):
        """Those whose key is good today."""
        return self.filter(revoked_at=None, expires_at__gt=timezone.now())


@audited(exclude=["key_digest", "last_used_at"])
class ApiClient(HubModel):
    """A partner's system, acting for one organisation. Its key was shown once; here is its digest."""

    name = models.CharField(max_length=100, unique=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="api_clients")
    key_digest = models.CharField(max_length=64, unique=True)
    key_starts = models.CharField(max_length=12)
    scopes = models.CharField(max_length=100, default="read")
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

    objects = ApiClientQuerySet.as_manager()

    class Meta:
        ordering = [Lower("name")]

    def __str__(self):
        return self.name

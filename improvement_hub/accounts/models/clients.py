"""Partners' systems, the keys they come with, and what they asked for."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
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
        """Those that have a key which is good today."""
        return self.filter(pk__in=ApiKey.objects.in_force().values("client"))


@audited
class ApiClient(HubModel):
    """A partner's system, acting for one organisation. `scopes` is the most that any of its keys may be used for;
    `per_minute` is a limit of its own in place of everyone's."""

    MOST_PER_MINUTE = 60_000

    name = models.CharField(max_length=100, unique=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="api_clients")
    scopes = models.CharField(max_length=2000, default="read")
    per_minute = models.PositiveIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(MOST_PER_MINUTE)]
    )
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = ApiClientQuerySet.as_manager()

    class Meta:
        ordering = [Lower("name")]

    def __str__(self):
        return self.name


class ApiKeyQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """Those of a client that this actor sees."""
        return self.filter(client__in=ApiClient.objects.visible_to(actor))

    def in_force(self):
        return self.filter(revoked_at=None, client__revoked_at=None, expires_at__gt=timezone.now())


@audited(exclude=["digest", "last_used_at", "told_at"])
class ApiKey(HubModel):
    """One of the keys of a client: a plain one, of which the digest is kept, or a pair of client id and secret with
    which OAuth gives out tokens. What is secret was shown once."""

    client = models.ForeignKey(ApiClient, models.PROTECT, related_name="keys")
    name = models.CharField(max_length=60, blank=True)
    digest = models.CharField(max_length=64, unique=True, null=True, blank=True)
    application = models.OneToOneField(
        settings.OAUTH2_PROVIDER_APPLICATION_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="api_key",
    )
    starts = models.CharField(max_length=12)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)

    objects = ApiKeyQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="a_key_is_plain_or_of_oauth",
                condition=Q(digest=None, application__isnull=False) | Q(digest__isnull=False, application=None),
            )
        ]

    def __str__(self):
        return f"{self.name or self.get_kind()} {self.starts}…"

    def get_kind(self) -> str:
        return "OAuth client" if self.application_id else "Key"

    @property
    def is_in_force(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now()

"""How the sign-in of an organisation knows a person."""

from django.db import models

from improvement_hub.accounts.models.people import Person
from improvement_hub.core.audit import audited
from improvement_hub.core.models import HubModel


class IdentityQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(ended_at=None)

    def visible_to(self, actor):
        """One's own; administrators see all."""
        if not actor.is_person:
            return self.none()
        return self if actor.administers else self.filter(person=actor.pk)


@audited(exclude=["refresh_token", "confirmed_at", "changed_at", "version"])
class Identity(HubModel):
    """A person as their organisation's own provider knows them: there they sign in, and there access ends.

    `provider` names one of the settings, `subject` never changes and is given to nobody else. The refresh token,
    sealed, lets the hub ask whether the person is still there; `confirmed_at` is when the provider last said so.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="identities")
    provider = models.CharField(max_length=40)
    subject = models.CharField(max_length=255)
    refresh_token = models.TextField(blank=True)
    confirmed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = IdentityQuerySet.as_manager()

    class Meta:
        ordering = ["provider"]
        constraints = [
            models.UniqueConstraint(fields=["provider", "subject"], name="a_provider_knows_one_person_by_a_subject"),
            models.UniqueConstraint(fields=["provider", "person"], name="a_provider_knows_a_person_once"),
        ]

    def __str__(self):
        return f"{self.person} at {self.provider}"

"""An e-mail that lets its reader join as something."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone

from improvement_hub.accounts.models.organisations import Organisation
from improvement_hub.accounts.models.people import ROLE_AND_SCOPE, Person, reach
from improvement_hub.accounts.roles import Basis, Role
from improvement_hub.core.audit import audited
from improvement_hub.core.models import HubModel
from improvement_hub.councils.models import Council, Region


class InvitationQuerySet(models.QuerySet):
    def open(self):
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now())

    def visible_to(self, actor):
        """Those for a council one directs or a region one leads, and to partners and guests those one sent;
        administrators see all."""
        if not actor.is_person:
            return self.none()
        if actor.administers:
            return self
        return self.filter(reach(actor) | Q(role__in=[Role.PARTNER, Role.GUEST], invited_by=actor.pk))


@audited(exclude=["token_digest"])
class Invitation(HubModel):
    """An e-mail that lets its reader join as something; the token is in the e-mail alone, here its digest."""

    email = models.EmailField("e-mail address")
    role = models.CharField(max_length=20, choices=Role)
    council = models.ForeignKey(Council, models.CASCADE, null=True, blank=True, related_name="invitations")
    region = models.ForeignKey(Region, models.CASCADE, null=True, blank=True, related_name="invitations")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="invitations")
    basis = models.CharField(max_length=11, choices=Basis, default=Basis.SUBSTANTIVE)
    on_behalf_of = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    invited_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="invitations")
    token_digest = models.CharField(max_length=64, blank=True, db_index=True)
    expires_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                name="an_invitation_has_its_scope",
                condition=ROLE_AND_SCOPE,
                violation_error_message="A director, improvement officer or editor acts for a council, "
                "a regional lead for a region, an administrator for the hub.",
            ),
            models.CheckConstraint(
                name="an_invited_role_ends_after_it_starts",
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="The last day cannot be before the first.",
            ),
            models.CheckConstraint(
                name="accepted_by_someone_at_some_time",
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False, withdrawn_at=None),
            ),
            models.UniqueConstraint(
                Lower("email"),
                "role",
                "council",
                "region",
                condition=Q(accepted_at=None, withdrawn_at=None),
                nulls_distinct=False,
                name="one_open_invitation_per_role",
                violation_error_message="This person is invited to this role already.",
            ),
        ]

    def __str__(self):
        return f"{self.email}, {self.get_role_display()}"

    @property
    def scope(self):
        return self.council or self.region or self.organisation

    @property
    def is_open(self) -> bool:
        return not self.accepted_at and not self.withdrawn_at and self.expires_at > timezone.now()

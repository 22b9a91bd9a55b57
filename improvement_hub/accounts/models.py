"""People, the organisations they belong to, what they may act for and until when, and API clients."""

import uuid

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from improvement_hub.accounts.roles import COUNCIL_ROLES, Basis, Role
from improvement_hub.core.audit import audited
from improvement_hub.core.childlevel import refuse_child_level
from improvement_hub.core.models import HubModel
from improvement_hub.councils.models import Council, Region


class OrganisationQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """Their names stand on public pages: everyone."""
        return self


@audited
class Organisation(HubModel):
    """A council, a partner agency, or the hub itself; people and API clients belong to one."""

    class Kind(models.TextChoices):
        COUNCIL = "council", "Council"
        PARTNER = "partner", "Partner agency"
        HUB = "hub", "The hub"

    kind = models.CharField(max_length=7, choices=Kind)
    name = models.CharField(max_length=150, unique=True, validators=[refuse_child_level])
    council = models.OneToOneField(Council, models.PROTECT, null=True, blank=True, related_name="organisation")
    demonstration = models.BooleanField(default=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = [Lower("name")]
        constraints = [
            models.CheckConstraint(
                name="a_council_organisation_names_its_council",
                condition=Q(kind="council", council__isnull=False) | (~Q(kind="council") & Q(council=None)),
            ),
            models.UniqueConstraint(fields=["kind"], condition=Q(kind="hub"), name="there_is_one_hub"),
        ]

    def __str__(self):
        return self.name


class PersonQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """Oneself; the people of a council one directs or a region one leads; administrators see all."""
        if not actor.is_person:
            return self.none()
        if actor.administers:
            return self
        members = Membership.objects.standing().within_reach_of(actor)
        return self.filter(
            Q(pk=actor.pk)
            | Q(organisation__council__in=actor.directs)
            | Q(organisation__council__region__in=actor.leads)
            | Q(pk__in=members.values("person"))
        )


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):
    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


@audited(exclude=["password", "last_login"])
class Person(AbstractBaseUser):
    """Someone who signs in by e-mail. What they may do comes from memberships alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField("e-mail address")
    name = models.CharField(max_length=120, validators=[refuse_child_level])
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="people")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = [Lower("name")]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="an_email_signs_in_one_person",
                violation_error_message="Someone with this e-mail address is here already.",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("person", args=[self.pk])

    def get_full_name(self):
        return self.name


ROLE_AND_SCOPE = (
    Q(role__in=COUNCIL_ROLES, council__isnull=False, region=None)
    | Q(role=Role.LEAD, council=None, region__isnull=False)
    | Q(role__in=[Role.ADMINISTRATOR, Role.PARTNER], council=None, region=None)
)


def reach(actor) -> Q:
    """What is of a council one directs, or of a council or region one leads."""
    return Q(council__in=actor.directs) | Q(council__region__in=actor.leads) | Q(region__in=actor.leads)


class MembershipQuerySet(models.QuerySet):
    def current(self, day=None):
        day = day or timezone.localdate()
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)

    def standing(self, day=None):
        """Those of today and those to come."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day or timezone.localdate()))

    def within_reach_of(self, actor):
        """Those of a council one directs or a region one leads."""
        return self.filter(reach(actor))

    def visible_to(self, actor):
        """One's own; those of a council one directs or a region one leads; administrators see all."""
        if not actor.is_person:
            return self.none()
        return self if actor.administers else self.filter(Q(person=actor.pk) | reach(actor))


@audited
class Membership(HubModel):
    """Who may act for which council or region, as what, from when to when; both days included."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)
    council = models.ForeignKey(Council, models.PROTECT, null=True, blank=True, related_name="memberships")
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="memberships")
    basis = models.CharField(max_length=11, choices=Basis, default=Basis.SUBSTANTIVE)
    on_behalf_of = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="delegations")
    starts_on = models.DateField(default=timezone.localdate)
    ends_on = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["role", "starts_on"]
        constraints = [
            models.CheckConstraint(
                name="a_role_has_its_scope",
                condition=ROLE_AND_SCOPE,
                violation_error_message="A director, improvement officer or editor acts for a council, "
                "a regional lead for a region, an administrator for the hub.",
            ),
            models.CheckConstraint(
                name="membership_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="The last day cannot be before the first.",
            ),
            models.CheckConstraint(
                name="interims_and_delegates_have_an_end",
                condition=Q(basis=Basis.SUBSTANTIVE) | Q(ends_on__isnull=False),
                violation_error_message="An interim or a delegate acts between dates: give the last day.",
            ),
            models.CheckConstraint(
                name="a_delegate_acts_for_someone_else",
                condition=(Q(basis=Basis.DELEGATE, on_behalf_of__isnull=False) & ~Q(on_behalf_of=F("person")))
                | (~Q(basis=Basis.DELEGATE) & Q(on_behalf_of=None)),
                violation_error_message="A delegate acts for someone else: say for whom. Nobody else does.",
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()}, {self.scope}"

    @property
    def scope(self):
        if self.role == Role.PARTNER:
            return self.person.organisation
        return self.council or self.region or "the hub"


class InvitationQuerySet(models.QuerySet):
    def open(self):
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now())

    def visible_to(self, actor):
        """Those for a council one directs or a region one leads, and to partners those one sent; administrators
        see all."""
        if not actor.is_person:
            return self.none()
        if actor.administers:
            return self
        return self.filter(reach(actor) | Q(role=Role.PARTNER, invited_by=actor.pk))


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


class ApiClientQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """Those of a council one directs; administrators see all."""
        if not actor.is_person:
            return self.none()
        return self if actor.administers else self.filter(organisation__council__in=actor.directs)


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

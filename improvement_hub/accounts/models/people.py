"""People, and what they may act for and until when."""

import uuid
from datetime import date

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, UUIDField, Value
from django.db.models.functions import Coalesce, Greatest, Lower
from django.urls import reverse
from django.utils import timezone

from improvement_hub.accounts.models.organisations import Organisation
from improvement_hub.accounts.roles import COUNCIL_ROLES, Basis, Role
from improvement_hub.core.audit import audited
from improvement_hub.core.childlevel import refuse_child_level
from improvement_hub.core.models import HubModel
from improvement_hub.core.worded import SOME_DAY, SOME_ID, worded
from improvement_hub.councils.models import Council, Region


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
    demonstration = models.BooleanField(default=False, editable=False)
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
    | Q(role__in=[Role.ADMINISTRATOR, Role.PARTNER, Role.GUEST], council=None, region=None)
)


SCOPELESS = Q(council=None, region=None)
NOWHERE = Value(uuid.UUID(int=0), output_field=UUIDField())


def in_days(starts, ends) -> Func:
    """Both days included; an end before the start, which another constraint refuses, counts as one day."""
    last = Greatest(Coalesce(ends, Value(date.max)), starts)
    return Func(F(starts), last, RangeBoundary(True, True), function="daterange", output_field=DateRangeField())


def reach(actor) -> Q:
    """What is of a council one directs, or of a council or region one leads."""
    return Q(council__in=actor.directs) | Q(council__region__in=actor.leads) | Q(region__in=actor.leads)


class MembershipQuerySet(models.QuerySet):
    def on(self, day):
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)

    def current(self, day=None):
        """Those of today; a delegate's, as long as the one they act for has that role there too."""
        day = day or timezone.localdate()
        theirs = Membership.objects.on(day).exclude(basis=Basis.DELEGATE)
        theirs = theirs.filter(person=OuterRef("on_behalf_of"), role=OuterRef("role"))
        there = theirs.filter(Q(council=OuterRef("council")) | Q(region=OuterRef("region")) | SCOPELESS)
        return self.on(day).filter(~Q(basis=Basis.DELEGATE) | Exists(there))

    def current_of(self, person) -> list:
        """Those of today of one person, with what they are for.

        Asked at every request, so only a delegate, who is rare, costs the second query.
        """
        rows = held(person.pk, timezone.localdate())
        if all(row.basis != Basis.DELEGATE for row in rows):
            return rows
        standing = set(self.current().filter(person=person).values_list("pk", flat=True))
        return [row for row in rows if row.pk in standing]

    def standing(self, day=None):
        """Those of today and those to come."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day or timezone.localdate()))

    def to_hand_over(self):
        """Those standing; and those that a sign-in provider took back, which nobody here could end in time."""
        return self.standing() | self.exclude(granted_by="")

    def within_reach_of(self, actor):
        """Those of a council one directs or a region one leads."""
        return self.filter(reach(actor))

    def visible_to(self, actor):
        """One's own; those of a council one directs or a region one leads; administrators see all."""
        if not actor.is_person:
            return self.none()
        return self if actor.administers else self.filter(Q(person=actor.pk) | reach(actor))


@worded(SOME_ID, SOME_DAY)
def held(person, day):
    found = Membership.objects.on(day).filter(person=person)
    return found.select_related("council", "region", "person__organisation")


@audited
class Membership(HubModel):
    """Who may act for which council or region, as what, from when to when; both days included.

    `granted_by` names the sign-in provider whose claims gave the role; it is empty where an invitation did.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)
    council = models.ForeignKey(Council, models.PROTECT, null=True, blank=True, related_name="memberships")
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="memberships")
    basis = models.CharField(max_length=11, choices=Basis, default=Basis.SUBSTANTIVE)
    on_behalf_of = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="delegations")
    starts_on = models.DateField(default=timezone.localdate)
    ends_on = models.DateField(null=True, blank=True)
    granted_by = models.CharField(max_length=40, blank=True, editable=False)

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
            ExclusionConstraint(
                name="a_role_is_held_once_at_a_time",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (Coalesce("council", NOWHERE, output_field=UUIDField()), RangeOperators.EQUAL),
                    (Coalesce("region", NOWHERE, output_field=UUIDField()), RangeOperators.EQUAL),
                    (in_days("starts_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="This person has that role there already at that time.",
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()}, {self.scope}"

    @property
    def stands(self) -> bool:
        return self.ends_on is None or self.ends_on >= timezone.localdate()

    @property
    def scope(self):
        if self.role in (Role.PARTNER, Role.GUEST):
            return self.person.organisation
        return self.council or self.region or "the hub"

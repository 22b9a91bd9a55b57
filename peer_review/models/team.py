"""Who sits on the visiting team, and what could make them partial."""

from functools import lru_cache

import pgtrigger
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Lower
from django.db.models.lookups import Exact, In, IsNull
from django.utils import timezone

from improvement_hub.accounts.models import Invitation, Membership, Organisation, Person
from improvement_hub.accounts.roles import Role
from improvement_hub.core.audit import audited
from improvement_hub.core.childlevel import refuse_child_level
from improvement_hub.core.models import HubModel
from peer_review.models.reviews import OfReadableReview, Review
from peer_review.roles import HARD, Basis, TeamRole
from peer_review.workflow import ENDED_STATES


class TeamMemberQuerySet(OfReadableReview):
    def taken(self):
        """Seats that nobody left, whether or not their holder may still sit there."""
        return self.filter(left_at=None)

    def sitting(self):
        """Seats that are taken today: by someone without an account; or by one who still acts for where they came
        from, or is a guest until the review ends, and does not act for the host. A conflict that nobody overrode
        leaves a seat at rest."""
        acts = Membership.objects.current().filter(person=OuterRef("person"))
        of_host = Exists(acts.filter(council=OuterRef("review__host")))
        seated = Exists(acts.filter(for_where_one_came_from()))
        return self.taken().impartial().filter(Q(person=None) | (Q(person__is_active=True) & seated & ~of_host))

    def seats_of(self, actor):
        """The seats of this person, those at rest too, by the roles of today that an actor holds already."""
        if not actor.is_person:
            return self.none()
        agency, office = (Q(organisation__kind=kind) for kind in (Organisation.Kind.PARTNER, Organisation.Kind.HUB))
        seated = Q(organisation__council__in=actor.council_ids) | (office & Q(review__host__region__in=actor.leads))
        if actor.of_agency:
            seated |= agency
        if actor.is_guest:
            seated |= Q(invitation__isnull=False) & ~Q(review__state__in=ENDED_STATES)
        return self.taken().filter(seated, ~Q(review__host__in=actor.council_ids), person=actor.pk)

    def held_by(self, actor):
        """The seats that this person sits on."""
        return self.seats_of(actor).impartial()

    def impartial(self):
        """Without a conflict that stands against them today."""
        return self.filter(~Exists(Conflict.objects.unsettled().filter(member=OuterRef("pk"))))


@lru_cache(maxsize=1)
def sitting_on(day):
    """day: today. A query, never its rows."""
    return TeamMember.objects.sitting()


def for_where_one_came_from():
    """The memberships that give a seat: for its own council, agency or region; a guest sits until the review ends."""
    of_kind = {kind: Q(Exact(OuterRef("organisation__kind"), kind)) for kind in Organisation.Kind}
    invited = Q(IsNull(OuterRef("invitation"), False)) & ~Q(In(OuterRef("review__state"), ENDED_STATES))
    return (
        Q(council=OuterRef("organisation__council"))
        | (Q(role=Role.PARTNER) & of_kind[Organisation.Kind.PARTNER])
        | (Q(role=Role.LEAD, region=OuterRef("review__host__region")) & of_kind[Organisation.Kind.HUB])
        | (Q(role=Role.GUEST) & invited)
    )


@audited
class TeamMember(HubModel):
    """Someone on the visiting team, in one role, until they leave it.

    Without an account they have a `name`, and perhaps an `email` to which they are invited as a guest; with one they
    are a `person`, whose name and address are their own. `declared_at` says when they, or somebody for them, said
    what could make them partial; each such thing is a `Conflict`.
    """

    Role = TeamRole

    review = models.ForeignKey(Review, models.CASCADE, related_name="team")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="review_seats")
    name = models.CharField(max_length=120, blank=True, validators=[refuse_child_level])
    email = models.EmailField("e-mail address", blank=True)
    invitation = models.ForeignKey(Invitation, models.SET_NULL, null=True, blank=True, related_name="review_seats")
    role = models.CharField(max_length=17, choices=TeamRole)
    job_title = models.CharField(max_length=100, validators=[refuse_child_level])
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="review_seats")
    declared_at = models.DateTimeField(null=True, blank=True)
    declared_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    left_at = models.DateTimeField(null=True, blank=True)

    objects = TeamMemberQuerySet.as_manager()

    class Meta:
        ordering = [
            models.Case(models.When(role="review_lead", then=0), models.When(role="observer", then=1), default=2),
            "created_at",
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "person"],
                condition=Q(left_at=None),
                name="a_person_is_on_a_team_once",
                violation_error_message="This person is on the team already.",
            ),
            models.UniqueConstraint(
                F("review"),
                Lower("email"),
                condition=Q(left_at=None) & ~Q(email=""),
                name="an_address_is_on_a_team_once",
                violation_error_message="Someone with this e-mail address is on the team already.",
            ),
            models.CheckConstraint(
                name="a_seat_is_someones",
                condition=Q(person__isnull=False, name="", email="") | (Q(person=None) & ~Q(name="")),
                violation_error_message="Say who sits there.",
            ),
            models.CheckConstraint(
                name="a_declaration_has_who_and_when",
                condition=Q(declared_at=None, declared_by=None)
                | Q(declared_at__isnull=False, declared_by__isnull=False),
            ),
            *(
                models.UniqueConstraint(
                    fields=["review"],
                    condition=Q(left_at=None, role=role),
                    name=f"one_{role}",
                    violation_error_message=f"The team has {words} already.",
                )
                for role, words in [
                    ("review_lead", "a review lead"),
                    ("observer", "an observer"),
                    ("challenge_manager", "a challenge manager"),
                ]
            ),
        ]

    def __str__(self):
        return f"{self.who}, {self.get_role_display().lower()}"

    @classmethod
    def sitting_today(cls):
        """All who sit on a team. To put the query together costs more than to ask it, so that is done once a day."""
        return sitting_on(timezone.localdate()).all()

    @property
    def who(self) -> str:
        return self.person.name if self.person else self.name

    @property
    def has_account(self) -> bool:
        return self.person_id is not None

    @property
    def is_invited(self) -> bool:
        return bool(self.invitation and self.invitation.is_open)

    def get_absolute_url(self):
        return f"{self.review.get_absolute_url()}team/"


class ConflictQuerySet(models.QuerySet):
    def unsettled(self, day=None):
        """Those that stand against someone on that day: hard ones for good, soft ones unless they are overridden, and
        neither once it was withdrawn as recorded in error."""
        return self.filter(withdrawn_at=None).exclude(overridden_until__gte=day or timezone.localdate())

    def visible_to(self, actor):
        """That there is one, of which kind and whose: for the person, the host, the review lead, and the host's
        regional lead, who decides."""
        if not actor.is_person:
            return self.none()
        leading = TeamMember.objects.held_by(actor).filter(role=TeamRole.LEAD).values("review")
        decides = Q(member__review__host__region__in=actor.leads) | Q(member__review__host__in=actor.manages)
        return self.filter(Q(member__person=actor.pk) | decides | Q(member__review__in=leading))


@audited
class Conflict(HubModel):
    """What could make someone on the team partial. What it rests on says whether it is hard or soft; a soft one is
    overridden by the regional lead, with a reason and until a day. One that was recorded in error is withdrawn, with a
    reason, and stays on record."""

    member = models.ForeignKey(TeamMember, models.CASCADE, related_name="conflicts")
    basis = models.CharField(max_length=15, choices=Basis)
    words = models.TextField(max_length=1000, validators=[refuse_child_level])
    declared_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    overridden_at = models.DateTimeField(null=True, blank=True)
    overridden_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    override_reason = models.CharField(max_length=500, blank=True, validators=[refuse_child_level])
    overridden_until = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawal_reason = models.CharField(max_length=500, blank=True, validators=[refuse_child_level])

    objects = ConflictQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="an_override_has_who_when_why_and_until",
                condition=Q(overridden_at=None, overridden_by=None, override_reason="", overridden_until=None)
                | (
                    Q(overridden_at__isnull=False, overridden_by__isnull=False, overridden_until__isnull=False)
                    & ~Q(override_reason="")
                ),
            ),
            models.CheckConstraint(
                name="a_hard_conflict_is_not_overridden",
                condition=~Q(basis__in=HARD) | Q(overridden_at=None),
                violation_error_message="A hard conflict cannot be overridden.",
            ),
            models.CheckConstraint(
                name="a_withdrawn_conflict_has_who_when_and_why",
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawal_reason="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawal_reason="")),
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="a_conflict_keeps_its_words", fields=["member", "basis", "words", "declared_by", "created_at"]
            ),
            pgtrigger.Protect(
                name="a_withdrawn_conflict_stays_as_it_is",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__withdrawn_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.member.who}: {self.get_basis_display()}"

    @property
    def review(self):
        return self.member.review

    @property
    def is_hard(self) -> bool:
        return self.basis in HARD

    @property
    def kind(self) -> str:
        return "hard" if self.is_hard else "soft"

    @property
    def is_settled(self) -> bool:
        """It stands in nobody's way today."""
        overridden = self.overridden_until is not None and self.overridden_until >= timezone.localdate()
        return overridden or self.withdrawn_at is not None

    def get_absolute_url(self):
        return f"{self.review.get_absolute_url()}conflicts/"

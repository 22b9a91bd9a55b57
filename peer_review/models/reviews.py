import pgtrigger
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.functional import cached_property

from improvement_hub.accounts.models import Membership, Organisation, Person
from improvement_hub.accounts.roles import Role
from improvement_hub.core.audit import audited
from improvement_hub.core.childlevel import refuse_child_level
from improvement_hub.core.models import HubModel, shared_with
from improvement_hub.councils.models import Council
from peer_review.workflow import OPEN_STATES, REVIEW_FLOW, ReviewState


def part_of(actor) -> Q:
    """Reviews in which this person has a part: on the visiting team, running one of the three councils, or
    leading the host's region."""
    part = Q(pk__in=Review.objects.with_team_member(actor)) | Q(host__region__in=actor.leads)
    for seat in ("host", "review_lead", "observer"):
        part |= Q(**{f"{seat}__in": actor.manages})
    return part


class ReviewQuerySet(models.QuerySet):
    def with_team_member(self, actor):
        """Reviews on whose visiting team this person is now."""
        return self.filter(pk__in=TeamMember.objects.held_by(actor).values("review"))

    def readable_by(self, actor):
        """Reviews whose text this person reads: on the team, or the host's director or improvement officer."""
        if not actor.is_person:
            return self.none()
        return self.filter(Q(pk__in=self.model.objects.with_team_member(actor)) | Q(host__in=actor.manages))

    def visible_to(self, actor):
        """Roles, dates, state and counts: for the team, the three councils, the host's regional lead, and
        whoever may read one of its findings; what is recorded from public facts is for everyone."""
        open_to_actor = Q(state=ReviewState.RECORDED) | Q(pk__in=self.with_findings_for(actor))
        if actor.is_person:
            open_to_actor |= part_of(actor)
        return self.filter(open_to_actor)

    def with_findings_for(self, actor):
        """Reviews with a finding that was shared with this actor, feedback having been given."""
        shared = shared_with(actor, visibility="keylines__statements__visibility", region="host__region_id")
        return self.model.objects.filter(shared, feedback_given_at__isnull=False).values("pk")


@audited
class Review(HubModel):
    """One review of one host on one theme by a triad: host, review lead and observer.

    A review recorded from public facts (`RECORDED`) may not know all three, has no team and no evidence here;
    its facts stand in `public_summary`.
    """

    title = models.CharField(max_length=150, validators=[refuse_child_level])
    theme = models.ForeignKey("blogs.Theme", models.PROTECT, related_name="reviews")
    host = models.ForeignKey(Council, models.PROTECT, related_name="hosted_reviews")
    review_lead = models.ForeignKey(Council, models.PROTECT, null=True, blank=True, related_name="led_reviews")
    observer = models.ForeignKey(Council, models.PROTECT, null=True, blank=True, related_name="observed_reviews")
    host_officer = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="reviews_run")
    scope = models.TextField(blank=True, validators=[refuse_child_level])
    public_summary = models.TextField(blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=14, choices=ReviewState, default=ReviewState.PREPARING)
    feedback_given_at = models.DateTimeField(null=True, blank=True)
    gate_pieces = models.PositiveSmallIntegerField(default=3, editable=False)
    gate_sources = models.PositiveSmallIntegerField(default=2, editable=False)
    gate_activities = models.PositiveSmallIntegerField(default=2, editable=False)

    objects = ReviewQuerySet.as_manager()
    workflow = REVIEW_FLOW

    class Meta:
        ordering = [F("starts_on").desc(nulls_last=True), "title"]
        constraints = [
            models.CheckConstraint(
                name="a_triad_is_three_councils",
                condition=~Q(host=F("review_lead")) & ~Q(host=F("observer")) & ~Q(review_lead=F("observer")),
                violation_error_message="Host, review lead and observer are three different councils.",
            ),
            models.CheckConstraint(
                name="a_review_here_has_its_triad",
                condition=Q(state="recorded")
                | Q(review_lead__isnull=False, observer__isnull=False, host_officer__isnull=False),
                violation_error_message="A review needs a host, a review lead and an observer.",
            ),
            models.CheckConstraint(
                name="only_a_recorded_review_has_a_public_summary",
                condition=(Q(state="recorded") & ~Q(public_summary="")) | (~Q(state="recorded") & Q(public_summary="")),
            ),
            models.CheckConstraint(
                name="a_visit_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(starts_on__isnull=False, ends_on__gte=F("starts_on")),
                violation_error_message="A visit with a last day has a first day, and it is not after the last.",
            ),
            models.CheckConstraint(
                name="feedback_has_its_moment",
                condition=Q(state="feedback_given", feedback_given_at__isnull=False)
                | (~Q(state="feedback_given") & Q(feedback_given_at=None)),
            ),
            models.CheckConstraint(
                name="a_gate_asks_for_something",
                condition=Q(gate_pieces__gte=1, gate_sources__gte=1, gate_activities__gte=1),
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="a_review_keeps_its_gate", fields=["gate_pieces", "gate_sources", "gate_activities"]
            )
        ]

    def __str__(self):
        return f"{self.title}, {self.host}"

    def get_absolute_url(self):
        return reverse("review", args=[self.pk])

    @property
    def demonstration(self) -> bool:
        return self.host.demonstration

    @property
    def is_recorded(self) -> bool:
        return self.state == ReviewState.RECORDED

    @property
    def is_open(self) -> bool:
        """The team still hears and concludes: feedback was not given yet."""
        return self.state in OPEN_STATES

    @property
    def visiting_councils(self) -> list:
        return [self.review_lead, self.observer]

    @property
    def way(self) -> list[tuple[str, str]]:
        """The states of a review held here, in order."""
        return [choice for choice in ReviewState.choices if choice[0] != ReviewState.RECORDED]

    @cached_property
    def sitting_team(self) -> list:
        """Those who are on the visiting team now; `queries.one_review` loads them with the review."""
        return list(self.team.sitting())

    @property
    def has_observer(self) -> bool:
        return "observer" in self.roles_by_person.values()

    @cached_property
    def roles_by_person(self) -> dict:
        """Role on the visiting team by person id, of those who are on it now."""
        return {member.person_id: member.role for member in self.sitting_team}


class OfReadableReview(models.QuerySet):
    """Rows that are part of a review's text: for its team and its host."""

    review = "review"

    def visible_to(self, actor):
        return self.filter(**{f"{self.review}__in": Review.objects.readable_by(actor)})


@audited
class KeyLineOfEnquiry(HubModel):
    """A question the review sets out to answer."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="keylines")
    position = models.PositiveSmallIntegerField()
    question = models.CharField(max_length=300, validators=[refuse_child_level])

    objects = OfReadableReview.as_manager()

    class Meta:
        ordering = ["position"]
        triggers = [pgtrigger.ReadOnly(name="a_keyline_keeps_its_review", fields=["review"])]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "position"],
                name="one_keyline_per_position",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]

    def __str__(self):
        return self.question


class TeamMemberQuerySet(OfReadableReview):
    def sitting(self):
        """Seats that are taken today: their holder has not left, still acts for where they came from, and does
        not act for the host."""
        current = Membership.objects.current().filter(person=OuterRef("person"))
        from_council = current.filter(council=OuterRef("organisation__council"))
        from_agency = current.filter(role=Role.PARTNER)
        of_host = Membership.objects.current().filter(person=OuterRef("person"), council=OuterRef("review__host"))
        active = self.filter(person__is_active=True)
        return active.seated(Exists(from_council), from_agency=Exists(from_agency), of_host=Exists(of_host))

    def held_by(self, actor):
        """The seats that this person sits on, by the roles of today that an actor holds already."""
        if not actor.is_person:
            return self.none()
        from_council, of_host = (
            Q(**{f"{council}__in": actor.council_ids}) for council in ("organisation__council", "review__host")
        )
        from_agency = Q() if actor.of_agency else Q(pk__in=[])
        return self.filter(person=actor.pk).seated(from_council, from_agency=from_agency, of_host=of_host)

    def seated(self, from_council, *, from_agency, of_host):
        """Where its holder acts for where they came from, and not for the host: what `sitting` asks of everybody."""
        agency = Q(organisation__kind=Organisation.Kind.PARTNER)
        return self.filter(from_council | (agency & from_agency), ~of_host, left_at=None)


@audited
class TeamMember(HubModel):
    """Someone on the visiting team, in one role, until they leave it."""

    class Role(models.TextChoices):
        LEAD = "review_lead", "Review lead"
        OBSERVER = "observer", "Observer"
        REVIEWER = "reviewer", "Reviewer"

    review = models.ForeignKey(Review, models.CASCADE, related_name="team")
    person = models.ForeignKey(Person, models.PROTECT, related_name="review_seats")
    role = models.CharField(max_length=12, choices=Role)
    job_title = models.CharField(max_length=100, validators=[refuse_child_level])
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="review_seats")
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
                fields=["review"],
                condition=Q(left_at=None, role="review_lead"),
                name="one_review_lead",
                violation_error_message="The team has a review lead already.",
            ),
            models.UniqueConstraint(
                fields=["review"],
                condition=Q(left_at=None, role="observer"),
                name="one_observer",
                violation_error_message="The team has an observer already.",
            ),
        ]

    def __str__(self):
        return f"{self.person}, {self.get_role_display().lower()}"

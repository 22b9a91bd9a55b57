from datetime import datetime

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import cached_property

from improvement_hub.accounts.models import Person
from improvement_hub.core.audit import audited
from improvement_hub.core.childlevel import refuse_child_level
from improvement_hub.core.models import HubModel, shared_with
from improvement_hub.councils.models import Council
from peer_review.roles import HOLDERS, TeamRole
from peer_review.workflow import (
    AFTER_FINAL,
    BEFORE_FINAL,
    BEFORE_VISIT,
    CONCLUDING_STATES,
    HEARING_STATES,
    OPEN_STATES,
    PAUSED_STATES,
    PHASES,
    REPORTED_STATES,
    REVIEW_FLOW,
    WAY,
    ReviewState,
)


def part_of(actor) -> Q:
    """Reviews in which this person has a part: a seat on the visiting team or at the host's side, running one of
    its councils, or leading the host's region."""
    part = Q(pk__in=seats(Review, "team").seats_of(actor).values("review")) | Q(host__region__in=actor.leads)
    part |= Q(pk__in=seats(Review, "host_seats").held_by(actor).values("review"))
    for seat in ("host", "review_lead", "observer"):
        part |= Q(**{f"{seat}__in": actor.manages})
    taking_part = Participant.objects.filter(council__in=actor.manages)
    return part | Q(pk__in=taking_part.values("review"))


def place_on_way(state, here: int) -> str:
    number = WAY.index(state)
    return "here" if number == here else "done" if number < here else "ahead"


def seats(review, side: str):
    """All seats on one side of a review: the visiting `team`, or the host's own `host_seats`."""
    return review._meta.get_field(side).related_model.objects


class ReviewQuerySet(models.QuerySet):
    def with_team_member(self, actor):
        """Reviews on whose visiting team this person is now."""
        return self.filter(pk__in=seats(self.model, "team").held_by(actor).values("review"))

    def with_host_seat(self, actor):
        """Reviews in which this person is the host's sponsor or organiser."""
        return self.filter(pk__in=seats(self.model, "host_seats").held_by(actor).values("review"))

    def at_host(self, actor):
        """Reviews of which this person reads what the host does: as its director or improvement officer, or as its
        sponsor or organiser."""
        if not actor.is_person:
            return self.none()
        reads = Q(host__in=actor.manages)
        if actor.edits:  # who runs no council may still sit at the host's side
            reads |= Q(pk__in=self.model.objects.with_host_seat(actor))
        return self.filter(reads)

    def readable_by(self, actor):
        """Reviews whose text this person reads: on the team, or at the host."""
        at_host = Q(pk__in=self.model.objects.at_host(actor))
        return self.filter(Q(pk__in=self.model.objects.with_team_member(actor)) | at_host)

    def visible_to(self, actor):
        """Roles, dates, state and counts: for the team, the three councils, the host's regional lead, and
        whoever may read one of its findings or its report; what is recorded from public facts is for everyone, and an
        earlier review that its council recorded for those it is shared with."""
        from_public_facts = Q(state=ReviewState.RECORDED, past=None)
        shared = shared_with(actor, visibility="past__visibility", region="host__region_id")
        open_to_actor = from_public_facts | shared | Q(pk__in=self.with_findings_for(actor))
        open_to_actor |= self.with_report_for(actor)
        if actor.is_person:
            open_to_actor |= part_of(actor)
        return self.filter(open_to_actor)

    def with_findings_for(self, actor):
        """Reviews with a finding that was shared with this actor, feedback having been given."""
        shared = shared_with(actor, visibility="keylines__statements__visibility", region="host__region_id")
        return self.model.objects.filter(shared, feedback_given_at__isnull=False).values("pk")

    def with_report_for(self, actor) -> Q:
        """Its report is final and was shared with this actor."""
        shared = shared_with(actor, visibility="report__visibility", region="host__region_id")
        return shared & Q(final_at__isnull=False)


@audited
class Review(HubModel):
    """One review of one host on one theme by a triad: host, review lead and observer.

    Its method says who holds where there is no observer, what the gate asks and who else takes part; the review
    keeps the edition it began with. `host_agreed_at` and `lead_agreed_at` stand for scope and key lines as they are.

    A review that was not held here (`RECORDED`) may not know all three, has no team and no evidence here. What is
    public of it stands in `public_summary`; what its council recorded itself, in its `PastReview`.
    """

    title = models.CharField(max_length=150, validators=[refuse_child_level])
    method = models.ForeignKey("peer_review.Method", models.PROTECT, null=True, blank=True, related_name="reviews")
    theme = models.ForeignKey("blogs.Theme", models.PROTECT, related_name="reviews")
    host = models.ForeignKey(Council, models.PROTECT, related_name="hosted_reviews")
    review_lead = models.ForeignKey(Council, models.PROTECT, null=True, blank=True, related_name="led_reviews")
    observer = models.ForeignKey(Council, models.PROTECT, null=True, blank=True, related_name="observed_reviews")
    host_officer = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="reviews_run")
    scope = models.TextField(blank=True, validators=[refuse_child_level])
    public_summary = models.TextField(blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=15, choices=ReviewState, default=ReviewState.PROPOSED)
    host_agreed_at = models.DateTimeField(null=True, blank=True)
    host_agreed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    lead_agreed_at = models.DateTimeField(null=True, blank=True)
    lead_agreed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    feedback_given_at = models.DateTimeField(null=True, blank=True)
    final_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    resumes_at = models.CharField(max_length=15, choices=ReviewState, blank=True, editable=False)
    paused_at = models.DateTimeField(null=True, blank=True)
    paused_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    pause_reason = models.CharField(max_length=500, blank=True, validators=[refuse_child_level])
    holder = models.CharField(max_length=17, choices=HOLDERS, default=TeamRole.OBSERVER, editable=False)
    gate_pieces = models.PositiveSmallIntegerField(default=3, editable=False)
    gate_sources = models.PositiveSmallIntegerField(default=2, editable=False)
    gate_activities = models.PositiveSmallIntegerField(default=2, editable=False)

    objects = ReviewQuerySet.as_manager()
    workflow = REVIEW_FLOW
    paused_since: datetime | None = None  # of the pause that a step ends, for what comes after that step

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
                | (
                    Q(review_lead__isnull=False, host_officer__isnull=False, method__isnull=False)
                    & (Q(observer__isnull=False) | ~Q(holder="observer"))
                ),
                violation_error_message="A review needs a host, a review lead and an observer.",
            ),
            models.CheckConstraint(
                name="only_a_recorded_review_has_a_public_summary",
                condition=Q(state="recorded") | Q(public_summary=""),
            ),
            models.CheckConstraint(
                name="a_visit_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(starts_on__isnull=False, ends_on__gte=F("starts_on")),
                violation_error_message="A visit with a last day has a first day, and it is not after the last.",
            ),
            models.CheckConstraint(
                name="feedback_has_its_moment",
                condition=Q(state__in=REPORTED_STATES, feedback_given_at__isnull=False)
                | Q(state__in=[*OPEN_STATES, ReviewState.RECORDED], feedback_given_at=None)
                | Q(state__in=PAUSED_STATES),
            ),
            models.CheckConstraint(
                name="a_final_report_has_its_moment",
                condition=Q(state__in=AFTER_FINAL, final_at__isnull=False)
                | (~Q(state__in=AFTER_FINAL) & Q(final_at=None)),
            ),
            models.CheckConstraint(
                name="a_closed_review_has_its_moment",
                condition=Q(state="closed", closed_at__isnull=False) | (~Q(state="closed") & Q(closed_at=None)),
            ),
            models.CheckConstraint(
                name="a_pause_has_who_when_why_and_a_way_back",
                condition=(
                    Q(state__in=PAUSED_STATES, paused_at__isnull=False, paused_by__isnull=False)
                    & Q(resumes_at__in=BEFORE_FINAL)
                    & ~Q(pause_reason="")
                )
                | (~Q(state__in=PAUSED_STATES) & Q(paused_at=None, paused_by=None, pause_reason="", resumes_at="")),
            ),
            models.CheckConstraint(
                name="the_host_agrees_with_who_and_when",
                condition=Q(host_agreed_at=None, host_agreed_by=None)
                | Q(host_agreed_at__isnull=False, host_agreed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="the_lead_agrees_with_who_and_when",
                condition=Q(lead_agreed_at=None, lead_agreed_by=None)
                | Q(lead_agreed_at__isnull=False, lead_agreed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="a_gate_asks_for_something",
                condition=Q(gate_pieces__gte=1, gate_sources__gte=1, gate_activities__gte=1),
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="a_review_keeps_its_gate",
                fields=["gate_pieces", "gate_sources", "gate_activities", "holder", "method"],
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
        """Nothing was reported yet: the team, its questions and its timetable may change."""
        return self.state in OPEN_STATES

    @property
    def is_before_visit(self) -> bool:
        return self.state in BEFORE_VISIT

    @property
    def hears(self) -> bool:
        """Evidence may be logged."""
        return self.state in HEARING_STATES

    @property
    def concludes(self) -> bool:
        """Statements move and may be held."""
        return self.state in CONCLUDING_STATES

    @property
    def changes_team(self) -> bool:
        return self.state in (*BEFORE_FINAL, ReviewState.POSTPONED)

    @property
    def is_final(self) -> bool:
        return self.state in AFTER_FINAL

    @property
    def is_paused(self) -> bool:
        return self.state in PAUSED_STATES

    @property
    def visiting_councils(self) -> list:
        """The councils whose people sit on the team: those with a role, then those that take part."""
        seats = [self.review_lead, self.observer, *(row.council for row in self.participants.all())]
        return [council for council in seats if council]

    @property
    def way(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The states of a review held here, in order: each phase with (label, "done", "here" or "ahead")."""
        here = WAY.index(self.where_it_stands)
        return [(phase, [(state.label, place_on_way(state, here)) for state in states]) for phase, states in PHASES]

    @property
    def where_it_stands(self) -> str:
        """The state it is in, or goes back to."""
        return self.resumes_at or self.state

    @cached_property
    def sitting_team(self) -> list:
        """Those who are on the visiting team now; `queries.one_review` loads them with the review."""
        members = self._meta.get_field("team").related_model
        return list(members.sitting_today().filter(review=self))

    @property
    def has_holder(self) -> bool:
        return self.holder in self.roles_by_person.values()

    @property
    def holding_council(self):
        """From where the holder comes, where a council does."""
        return self.observer if self.holder == TeamRole.OBSERVER else None

    @cached_property
    def roles_by_person(self) -> dict:
        """Role on the visiting team by person id, of those who are on it now with an account."""
        return {member.person_id: member.role for member in self.sitting_team if member.person_id}


class OfReadableReview(models.QuerySet):
    """Rows that are part of a review's text: for its team and its host."""

    review = "review"

    def visible_to(self, actor):
        return self.filter(**{f"{self.review}__in": Review.objects.readable_by(actor)})


class ParticipantQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """As the triad: whoever may see the review."""
        return self.filter(review__in=Review.objects.visible_to(actor))


@audited
class Participant(HubModel):
    """Another council that takes part in a review, where the method brings more than a triad."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="participants")
    council = models.ForeignKey(Council, models.PROTECT, related_name="reviews_taken_part_in")

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        triggers = [pgtrigger.ReadOnly(name="a_participant_keeps_its_place", fields=["review", "council"])]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "council"],
                name="a_council_takes_part_once",
                violation_error_message="This council takes part already.",
            )
        ]

    def __str__(self):
        return str(self.council)


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

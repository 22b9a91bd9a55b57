"""What a team asks of its host, what the host does about it, and what came of it."""

from decimal import Decimal

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, TruncDate
from django.urls import reverse

from improvement_hub.accounts.models import Person
from improvement_hub.core.audit import audited
from improvement_hub.core.childlevel import refuse_child_level
from improvement_hub.core.days import has_come, months_after
from improvement_hub.core.models import HubModel, Visibility, shared_with
from peer_review.models.documents import Document
from peer_review.models.reviews import OfReadableReview, Review
from peer_review.models.statements import Statement
from peer_review.workflow import ACTION_FLOW, RECOMMENDATION_FLOW, ActionState, RecommendationState
from peer_review.workflow.impact import FOLLOWED_STATES, not_followed, not_written

FOLLOW_UP_MONTHS = [3, 12]  # of an earlier review, which has no method here


class Unit(models.TextChoices):
    NUMBER = "number", "number"
    PERCENT = "percent", "%"
    RATE = "rate", "per 10,000 children"
    DAYS = "days", "days"
    WEEKS = "weeks", "weeks"
    SCORE = "score", "points"


class RecommendationQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """The visiting team's and the host's; others those that the host's director shared with them."""
        seen = shared_with(actor, region="review__host__region_id") & Q(review__state__in=FOLLOWED_STATES)
        seen |= Q(review__in=Review.objects.with_team_member(actor))
        seen |= Q(review__in=Review.objects.at_host(actor))
        return self.filter(seen)

    def counted_for(self, actor):
        """What may stand in this actor's totals: besides what they read, their region's, and for administrators all."""
        if actor.is_person and actor.administers:
            return self
        if not actor.leads:
            return self.visible_to(actor)
        own = self.filter(review__host__region__in=actor.leads)
        return self.filter(Q(pk__in=own.values("pk")) | Q(pk__in=self.visible_to(actor).values("pk")))

    def dated(self):
        """Each with the day from which its follow-ups are counted, `followed_from`; null before the report."""
        return self.annotate(followed_from=Coalesce("made_on", TruncDate("review__final_at")))

    def reported(self):
        """Those of final reports, and of earlier reviews."""
        return self.dated().filter(review__state__in=FOLLOWED_STATES)

    def followed(self):
        """Those whose impact is asked for: reported and not declined."""
        return self.reported().exclude(state=RecommendationState.DECLINED).prefetch_related("follow_ups")


@audited
class Recommendation(HubModel):
    """What a visiting team asks of the host. The host accepts it and plans actions, or declines it with a reason.

    `made_on` is the day of an earlier review's report; one made here is as old as its review's final report.
    """

    class Timescale(models.TextChoices):
        AT_ONCE = "at_once", "At once"
        THREE_MONTHS = "3_months", "Within 3 months"
        SIX_MONTHS = "6_months", "Within 6 months"
        YEAR = "12_months", "Within 12 months"
        LONGER = "longer", "In more than a year"

    review = models.ForeignKey(Review, models.PROTECT, related_name="recommendations")
    text = models.TextField(max_length=1000, validators=[refuse_child_level])
    timescale = models.CharField(max_length=9, choices=Timescale)
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_on = models.DateField("day of the report", null=True, blank=True, validators=[has_come])
    findings = models.ManyToManyField(Statement, through="Ground", related_name="recommendations")
    state = models.CharField(max_length=8, choices=RecommendationState, default=RecommendationState.OPEN)
    decline_reason = models.CharField(max_length=500, blank=True, validators=[refuse_child_level])
    visibility = models.CharField(max_length=6, choices=Visibility, default=Visibility.REVIEW)

    objects = RecommendationQuerySet.as_manager()
    workflow = RECOMMENDATION_FLOW

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="declined_for_a_reason",
                condition=(Q(state="declined") & ~Q(decline_reason="")) | (~Q(state="declined") & Q(decline_reason="")),
                violation_error_message="The host may decline a recommendation, and must say why.",
            ),
            models.CheckConstraint(
                name="a_recommendation_is_at_least_the_hosts", condition=~Q(visibility=Visibility.TEAM)
            ),
        ]
        triggers = [pgtrigger.ReadOnly(name="a_recommendation_keeps_its_review", fields=["review"])]

    def __str__(self):
        return self.text[:80]

    def get_absolute_url(self):
        return reverse("recommendation", args=[self.pk])

    @property
    def is_written(self) -> bool:
        """It may still be changed."""
        return self.state == RecommendationState.OPEN and not not_written(self.review)

    @property
    def is_followed(self) -> bool:
        """The host may act on it now."""
        return not not_followed(self.review)

    @property
    def follow_up_months(self) -> list[int]:
        method = self.review.method
        return method.follow_up_months if method else FOLLOW_UP_MONTHS

    @property
    def months_left(self) -> list[int]:
        """The follow-ups that nobody answered yet."""
        answered = {one.months for one in self.follow_ups.all()}
        return [months for months in self.follow_up_months if months not in answered]

    def due_on(self, months: int):
        """The day of a follow-up, once there is a report; asked of rows of `dated`."""
        return months_after(self.followed_from, months) if self.followed_from else None


class OfVisibleRecommendation(models.QuerySet):
    """Rows that are read with their recommendation."""

    recommendation = "recommendation"

    def visible_to(self, actor):
        return self.filter(**{f"{self.recommendation}__in": Recommendation.objects.visible_to(actor)})


class GroundQuerySet(OfVisibleRecommendation):
    def visible_to(self, actor):
        """To whom may read both the recommendation and the finding."""
        return super().visible_to(actor).filter(statement__in=Statement.objects.visible_to(actor))


@audited
class Ground(HubModel):
    """A finding that a recommendation rests on."""

    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="grounds")
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="grounds")

    objects = GroundQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "statement"], name="a_recommendation_names_a_finding_once"
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_ground_is_of_one_review",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                declare=[("apart", "BOOLEAN")],
                func="""
                    SELECT r.review_id <> k.review_id INTO apart
                    FROM peer_review_recommendation r, peer_review_statement s
                    JOIN peer_review_keylineofenquiry k ON k.id = s.keyline_id
                    WHERE r.id = NEW.recommendation_id AND s.id = NEW.statement_id;
                    IF apart THEN
                        RAISE EXCEPTION 'recommendation and statement belong to different reviews'
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'a_ground_is_of_one_review';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self):
        return str(self.statement)


@audited
class NothingRecommended(HubModel):
    """The review lead's statement that a review makes no recommendation, and why."""

    review = models.OneToOneField(Review, models.CASCADE, related_name="nothing_recommended")
    reason = models.CharField(max_length=500, validators=[refuse_child_level])
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = OfReadableReview.as_manager()

    class Meta:
        ordering = ["created_at", "id"]

    def __str__(self):
        return self.reason


MEASURED = ("measure", "unit", "better", "baseline", "baseline_on", "target", "target_on", "measure_source")
NO_MEASURE = Q(
    measure="", unit="", better="", measure_source="",
    baseline=None, baseline_n=None, baseline_on=None, target=None, target_on=None,
)  # fmt: skip
WHOLE_MEASURE = Q(
    baseline__isnull=False, baseline_on__isnull=False, target__isnull=False, target_on__gt=F("baseline_on")
) & ~(Q(measure="") | Q(unit="") | Q(better="") | Q(measure_source=""))


def amount(**terms):
    return models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True, **terms)


@audited
class Action(HubModel):
    """What the host does about a recommendation: for which outcome, who answers for it by role, by when.

    Its measure, where it has one, is whole: what is counted, from which source, a baseline and a target.
    """

    class Better(models.TextChoices):
        HIGHER = "higher", "Higher is better"
        LOWER = "lower", "Lower is better"

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="actions")
    outcome = models.CharField(max_length=300, validators=[refuse_child_level])
    words = models.TextField("action", max_length=1000, validators=[refuse_child_level])
    owner_role = models.CharField("owner’s role", max_length=100, validators=[refuse_child_level])
    due_on = models.DateField("due")
    state = models.CharField(max_length=11, choices=ActionState, default=ActionState.NOT_STARTED)
    stop_reason = models.CharField(max_length=500, blank=True, validators=[refuse_child_level])
    measure = models.CharField(max_length=150, blank=True, validators=[refuse_child_level])
    unit = models.CharField(max_length=7, choices=Unit, blank=True)
    better = models.CharField(max_length=6, choices=Better, blank=True)
    baseline = amount()
    baseline_n = models.PositiveIntegerField("baseline’s n", null=True, blank=True)
    baseline_on = models.DateField("day of the baseline", null=True, blank=True, validators=[has_come])
    target = amount()
    target_on = models.DateField("day of the target", null=True, blank=True)
    measure_source = models.CharField("source", max_length=150, blank=True, validators=[refuse_child_level])

    objects = OfVisibleRecommendation.as_manager()
    workflow = ACTION_FLOW

    class Meta:
        ordering = ["due_on", "created_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="stopped_for_a_reason",
                condition=(Q(state="stopped") & ~Q(stop_reason="")) | (~Q(state="stopped") & Q(stop_reason="")),
                violation_error_message="An action that is stopped says why.",
            ),
            models.CheckConstraint(
                name="a_measure_is_whole",
                condition=NO_MEASURE | WHOLE_MEASURE,
                violation_error_message="A measure has a name, a unit, a direction, a source, a baseline with its day "
                "and a target with a later day. Give all of it, or none.",
            ),
            models.CheckConstraint(
                name="a_baseline_in_percent_has_its_n",
                condition=~Q(unit="percent") | Q(baseline_n__isnull=False, baseline_n__gte=1),
                violation_error_message="A percentage stands with its n: say of how many.",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="an_action_keeps_its_recommendation", fields=["recommendation"]),
        ]

    def __str__(self):
        return self.words[:80]

    def get_absolute_url(self):
        return reverse("action", args=[self.pk])

    @property
    def review(self):
        return self.recommendation.review

    @property
    def has_measure(self) -> bool:
        return bool(self.measure)

    def in_unit(self, value: Decimal, n: int | None = None) -> str:
        """A value with its unit, and where it is a percentage with its n."""
        words = f"{value.normalize():,f}"
        words = words if self.unit == Unit.NUMBER else f"{words} {self.get_unit_display()}"
        return f"{words} (n = {n})" if n else words


class OfActionReadByTheReview(OfReadableReview):
    review = "action__recommendation__review"


WITHOUT_VALUE = Q(value=None, value_n=None, measured_on=None)
WITH_VALUE = Q(value__isnull=False, measured_on__isnull=False)


@audited
class ProgressNote(HubModel):
    """How an action goes, in Markdown, and what its measure was on a later day. It stays as it was written."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="notes")
    text = models.TextField(max_length=4000, validators=[refuse_child_level])
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")
    value = amount()
    value_n = models.PositiveIntegerField("n", null=True, blank=True)
    measured_on = models.DateField("measured on", null=True, blank=True, validators=[has_come])

    objects = OfActionReadByTheReview.as_manager()

    class Meta:
        ordering = ["-created_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="a_noted_value_has_its_day",
                condition=WITHOUT_VALUE | WITH_VALUE,
                violation_error_message="Give the new value together with the day it was measured, or neither.",
            )
        ]

    def __str__(self):
        return self.text[:80]


class AttachmentQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """To whom may read both the note and the document."""
        notes, documents = (model.objects.visible_to(actor) for model in (ProgressNote, Document))
        return self.filter(note__in=notes, document__in=documents)


@audited
class Attachment(HubModel):
    """A document of the review that shows what a progress note says."""

    note = models.ForeignKey(ProgressNote, models.PROTECT, related_name="attachments")
    document = models.ForeignKey(Document, models.PROTECT, related_name="attachments")

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [models.UniqueConstraint(fields=["note", "document"], name="a_document_is_attached_once")]
        triggers = [
            pgtrigger.Trigger(
                name="an_attachment_is_of_one_review",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                declare=[("apart", "BOOLEAN")],
                func="""
                    SELECT r.review_id <> d.review_id INTO apart
                    FROM peer_review_document d, peer_review_progressnote n
                    JOIN peer_review_action a ON a.id = n.action_id
                    JOIN peer_review_recommendation r ON r.id = a.recommendation_id
                    WHERE d.id = NEW.document_id AND n.id = NEW.note_id;
                    IF apart THEN
                        RAISE EXCEPTION 'note and document belong to different reviews'
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'an_attachment_is_of_one_review';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self):
        return str(self.document)


@audited
class FollowUp(HubModel):
    """The host's answer some months after the report: how much of a recommendation is done, and with what impact."""

    class Done(models.TextChoices):
        NONE = "none", "None of it"
        SOME = "some", "Some of it"
        MOST = "most", "Most of it"
        ALL = "all", "All of it"

    class Impact(models.TextChoices):
        MEASURED = "measured", "Measured: the value of an action’s measure"
        NO_CHANGE = "no_change", "No measurable change, and we say how we know"
        UNKNOWN = "unknown", "Not known yet"

    recommendation = models.ForeignKey(Recommendation, models.PROTECT, related_name="follow_ups")
    months = models.PositiveSmallIntegerField()
    done = models.CharField(max_length=4, choices=Done)
    impact = models.CharField(max_length=9, choices=Impact)
    words = models.TextField(max_length=2000, blank=True, validators=[refuse_child_level])
    action = models.ForeignKey(Action, models.PROTECT, null=True, blank=True, related_name="follow_ups")
    value = amount()
    value_n = models.PositiveIntegerField("n", null=True, blank=True)
    measured_on = models.DateField("measured on", null=True, blank=True, validators=[has_come])
    author = models.ForeignKey(Person, models.PROTECT, related_name="+")

    objects = OfVisibleRecommendation.as_manager()

    class Meta:
        ordering = ["months"]
        constraints = [
            models.UniqueConstraint(fields=["recommendation", "months"], name="a_follow_up_is_answered_once"),
            models.CheckConstraint(
                name="a_measured_impact_has_its_value",
                condition=(Q(impact="measured", action__isnull=False) & WITH_VALUE)
                | (~Q(impact="measured") & Q(action=None) & WITHOUT_VALUE),
                violation_error_message="A measured impact names the measure, its value and the day. Other answers "
                "have none of them.",
            ),
            models.CheckConstraint(
                name="no_change_says_how_it_is_known",
                condition=~Q(impact="no_change") | ~Q(words=""),
                violation_error_message="Say how you know that nothing changed.",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_follow_up_reads_its_own_measure",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__action_id__isnull=False),
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM peer_review_action
                        WHERE id = NEW.action_id AND recommendation_id = NEW.recommendation_id AND measure <> ''
                    ) THEN
                        RAISE EXCEPTION 'the measure is another recommendation''s, or none'
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'a_follow_up_reads_its_own_measure';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self):
        return f"At {self.months} months: {self.get_done_display().lower()}"

    def get_absolute_url(self):
        return f"{self.recommendation.get_absolute_url()}#months-{self.months}"

    @property
    def review(self):
        return self.recommendation.review


class ReminderQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """What one was reminded of."""
        return self.filter(person=actor.person_id) if actor.is_person else self.none()


@audited
class Reminder(HubModel):
    """That a person was told of something due: once for each thing, person and stage."""

    class Stage(models.TextChoices):
        SOON = "soon", "Due soon"
        LATE = "late", "Late"

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    stage = models.CharField(max_length=4, choices=Stage)
    thing = models.CharField(max_length=80)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [models.UniqueConstraint(fields=["person", "thing", "stage"], name="a_person_is_reminded_once")]

    def __str__(self):
        return f"{self.person}, {self.get_stage_display().lower()}: {self.thing}"

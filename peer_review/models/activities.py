import pgtrigger
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.functional import cached_property

from improvement_hub.core.audit import audited
from improvement_hub.core.childlevel import refuse_child_level
from improvement_hub.core.models import HubModel
from peer_review.models.reviews import OfReadableReview, Review
from peer_review.models.team import TeamMember
from peer_review.workflow import ACTIVITY_FLOW, ActivityState

ENDS_AFTER_START = "An activity that ends has a start, on the same day and before its end."
ONE_OF_A_NAME = "The review has a room of this name already."


@audited
class Room(HubModel):
    """A room that the host gives a review for its visit."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="rooms")
    name = models.CharField(max_length=60, validators=[refuse_child_level])
    whereabouts = models.CharField("where it is", max_length=150, blank=True, validators=[refuse_child_level])
    seats = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MinValueValidator(1)])

    objects = OfReadableReview.as_manager()

    class Meta:
        ordering = [Lower("name")]
        triggers = [pgtrigger.ReadOnly(name="a_room_keeps_its_review", fields=["review"])]
        constraints = [
            models.UniqueConstraint(
                "review",
                Lower("name"),
                name="a_review_has_a_room_once",
                violation_error_message=ONE_OF_A_NAME,
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"{reverse('review-timetable', args=[self.review_id])}#rooms"


@audited
class Activity(HubModel):
    """Something the team does to hear evidence: planned, then done or cancelled. Its times are London's.

    `place` says where, when that is in none of the review's rooms; `method_line` from which line of the method's
    timetable it was taken over.
    """

    class Kind(models.TextChoices):
        FOCUS_GROUP = "focus_group", "Focus group"
        CASE_REVIEW = "case_review", "Case review"
        INTERVIEW = "interview", "Interview"
        OBSERVATION = "observation", "Observation"
        DOCUMENT = "document", "Document reading"
        DATA = "data", "Data reading"

    review = models.ForeignKey(Review, models.CASCADE, related_name="activities")
    kind = models.CharField(max_length=12, choices=Kind)
    title = models.CharField(max_length=150, validators=[refuse_child_level])
    takes_place_on = models.DateField("day")
    starts_at = models.TimeField("starts at", null=True, blank=True)
    ends_at = models.TimeField("ends at", null=True, blank=True)
    room = models.ForeignKey(Room, models.PROTECT, null=True, blank=True, related_name="activities")
    place = models.CharField(max_length=100, blank=True, validators=[refuse_child_level])
    state = models.CharField(max_length=9, choices=ActivityState, default=ActivityState.PLANNED)
    method_line = models.ForeignKey(
        "peer_review.MethodActivity", models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    members = models.ManyToManyField(TeamMember, through="Attendance", related_name="activities")

    objects = OfReadableReview.as_manager()
    workflow = ACTIVITY_FLOW

    class Meta:
        ordering = ["takes_place_on", F("starts_at").asc(nulls_first=True), "title"]
        verbose_name_plural = "activities"
        constraints = [
            models.CheckConstraint(
                name="an_activity_ends_after_it_starts",
                condition=Q(ends_at=None) | Q(starts_at__isnull=False, ends_at__gt=F("starts_at")),
                violation_error_message=ENDS_AFTER_START,
            ),
            models.UniqueConstraint(fields=["review", "method_line"], name="a_methods_line_is_taken_over_once"),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="an_activity_keeps_its_review", fields=["review"]),
            pgtrigger.Trigger(
                name="an_activity_is_in_a_room_of_its_review",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("room_id"),
                condition=pgtrigger.Q(new__room_id__isnull=False),
                func="""
                    IF NOT EXISTS (
                        SELECT FROM peer_review_room WHERE id = NEW.room_id AND review_id = NEW.review_id
                    ) THEN
                        RAISE EXCEPTION 'activity and room belong to different reviews'
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'an_activity_is_in_a_room_of_its_review';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.title}"

    def get_absolute_url(self):
        return reverse("activity", args=[self.review_id, self.pk])

    @cached_property
    def was_heard(self) -> bool:
        """Evidence that stands was logged in it; lists load this with the row."""
        return self.evidence.standing().exists()

    @cached_property
    def people(self) -> list:
        """Those of the sitting team who take part; lists load them with the row."""
        return list(TeamMember.objects.sitting().filter(attendances__activity=self).select_related("person"))

    @property
    def where(self) -> str:
        return str(self.room) if self.room_id else self.place

    @property
    def finish(self):
        """When it is over, as far as that is known; only for one that has a time."""
        return self.ends_at or self.starts_at

    @property
    def hours(self) -> str:
        """“10:00 to 11:30”, “10:00”, or nothing where no time is set."""
        return " to ".join(f"{time:%H:%M}" for time in (self.starts_at, self.ends_at) if time)

    @property
    def stands(self) -> bool:
        return self.state != ActivityState.CANCELLED


class AttendanceQuerySet(OfReadableReview):
    review = "activity__review"


@audited
class Attendance(HubModel):
    """That someone of the visiting team takes part in an activity."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="attendances")
    member = models.ForeignKey(TeamMember, models.CASCADE, related_name="attendances")

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "member"], name="someone_takes_part_once"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="those_who_take_part_are_on_the_team",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("activity_id", "member_id"),
                declare=[("apart", "BOOLEAN")],
                func="""
                    SELECT a.review_id <> m.review_id INTO apart
                    FROM peer_review_activity a, peer_review_teammember m
                    WHERE a.id = NEW.activity_id AND m.id = NEW.member_id;
                    IF apart THEN
                        RAISE EXCEPTION 'activity and team member belong to different reviews'
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'those_who_take_part_are_on_the_team';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self):
        return f"{self.member} in {self.activity}"

"""How a kind of review is done, as data: one row is one edition, and what hangs on it belongs to that edition."""

from functools import reduce
from operator import or_

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from improvement_hub.core.audit import audited
from improvement_hub.core.childlevel import refuse_child_level
from improvement_hub.core.models import HubModel
from improvement_hub.councils.models import Region
from peer_review.models.activities import Activity
from peer_review.roles import HOLDERS, From, TeamRole

KEPT_WORDS = (
    "slug", "region", "edition", "name", "summary", "holder", "participants_min", "participants_max", "gate_pieces",
    "gate_sources", "gate_activities", "follow_up_months", "asks_self_assessment", "based_on", "published_at",
)  # fmt: skip
A_PUBLISHED_METHOD = """
    IF EXISTS (SELECT 1 FROM peer_review_method m WHERE m.id = {row}.method_id AND m.published_at IS NOT NULL) THEN
        RAISE EXCEPTION 'a published method keeps what it asks'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'a_published_method_keeps_what_it_asks';
    END IF;
"""


def three_and_twelve() -> list[int]:
    return [3, 12]


def changed(fields):
    """For a trigger: one of these fields is about to change."""
    changes = (pgtrigger.Q(**{f"old__{name}__df": pgtrigger.F(f"new__{name}")}) for name in fields)
    return reduce(or_, changes)


class MethodQuerySet(models.QuerySet):
    def published(self):
        return self.exclude(published_at=None)

    def visible_to(self, actor):
        """What is published, for everyone; a region's edition in writing, for those who lead that region."""
        return self.filter(Q(published_at__isnull=False) | Q(region__in=actor.leads))

    def offered(self, region=None):
        """The newest published edition of each method that is not withdrawn; a region's own takes its place."""
        rows = self.published().filter(withdrawn_at=None).filter(Q(region=None) | Q(region=region))
        best = rows.order_by("slug", F("region").desc(nulls_last=True), "-edition").distinct("slug")
        return self.filter(pk__in=best.values("pk"))


@audited
class Method(HubModel):
    """One edition of a method. Once published it stays as it is: a review keeps the edition it began with.

    A region writes its own editions, each `based_on` the one it was made from. `holder` is the role that may hold a
    statement. `participants_*` count councils beside host, review lead and
    observer. `follow_up_months` count from the final report.
    """

    slug = models.SlugField(max_length=80)
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="methods")
    edition = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(max_length=100, validators=[refuse_child_level])
    summary = models.TextField(max_length=1000, validators=[refuse_child_level])
    holder = models.CharField(max_length=17, choices=HOLDERS, default=TeamRole.OBSERVER)
    participants_min = models.PositiveSmallIntegerField(default=0)
    participants_max = models.PositiveSmallIntegerField(default=0)
    gate_pieces = models.PositiveSmallIntegerField(default=3)
    gate_sources = models.PositiveSmallIntegerField(default=2)
    gate_activities = models.PositiveSmallIntegerField(default=2)
    follow_up_months = ArrayField(models.PositiveSmallIntegerField(), default=three_and_twelve)
    asks_self_assessment = models.BooleanField(default=True)
    based_on = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="editions_based_on")
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = MethodQuerySet.as_manager()

    class Meta:
        ordering = ["name", F("region").asc(nulls_first=True), "-edition"]
        constraints = [
            models.UniqueConstraint(
                fields=["slug", "region", "edition"], name="one_edition_of_a_method", nulls_distinct=False
            ),
            models.UniqueConstraint(
                fields=["slug", "region"],
                condition=Q(published_at=None),
                name="one_draft_of_a_method",
                nulls_distinct=False,
                violation_error_message="Your region is writing a version of this method already.",
            ),
            models.CheckConstraint(
                name="only_what_was_published_is_withdrawn",
                condition=Q(withdrawn_at=None) | Q(published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="a_methods_gate_asks_for_something",
                condition=Q(gate_pieces__gte=1, gate_sources__gte=1, gate_activities__gte=1),
                violation_error_message="The gate asks for at least one of each.",
            ),
            models.CheckConstraint(
                name="a_method_has_room_for_those_it_asks",
                condition=Q(participants_max__gte=F("participants_min")),
                violation_error_message="The most is not less than the fewest.",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="a_published_method_keeps_its_words",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__published_at__isnull=False) & changed(KEPT_WORDS),
            )
        ]

    def __str__(self):
        return self.name if self.region is None else f"{self.name} ({self.region})"

    def get_absolute_url(self):
        return reverse("method", args=[self.pk])

    @property
    def has_observer(self) -> bool:
        return self.holder == TeamRole.OBSERVER

    @property
    def is_draft(self) -> bool:
        return self.published_at is None

    @property
    def councils_needed(self) -> str:
        """Who meets, in words: “Host, review lead and 1 or 2 other councils”."""
        seats = ["Host", "review lead", *(["observer"] if self.has_observer else [])]
        if self.participants_max:
            fewest, most = self.participants_min, self.participants_max
            number = f"{most}" if fewest == most else f"{fewest} to {most}" if fewest else f"up to {most}"
            seats.append(f"{number} other council{'s' if most > 1 else ''}")
        return f"{', '.join(seats[:-1])} and {seats[-1]}"


class OfMethod(models.QuerySet):
    def visible_to(self, actor):
        """With the method it is part of."""
        return self.filter(method__in=Method.objects.visible_to(actor))


class MethodPart(HubModel):
    objects = OfMethod.as_manager()

    class Meta:
        abstract = True
        triggers = [
            pgtrigger.Trigger(
                name="a_published_method_keeps_its_parts",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=A_PUBLISHED_METHOD.format(row="NEW") + "RETURN NEW;",
            ),
            pgtrigger.Trigger(
                name="a_published_method_loses_no_part",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                func=A_PUBLISHED_METHOD.format(row="OLD") + "RETURN OLD;",
            ),
        ]


@audited
class MethodRole(MethodPart):
    """A role on the visiting team: how many people hold it, and where they may come from."""

    method = models.ForeignKey(Method, models.CASCADE, related_name="roles")
    role = models.CharField(max_length=17, choices=TeamRole)
    minimum = models.PositiveSmallIntegerField(default=0)
    maximum = models.PositiveSmallIntegerField(null=True, blank=True)
    comes_from = ArrayField(models.CharField(max_length=12, choices=From))
    note = models.CharField(max_length=200, blank=True, validators=[refuse_child_level])

    class Meta(MethodPart.Meta):
        ordering = [models.Case(*(models.When(role=role, then=n) for n, role in enumerate(TeamRole.values)))]
        constraints = [
            models.UniqueConstraint(fields=["method", "role"], name="a_method_names_a_role_once"),
            models.CheckConstraint(
                name="a_role_has_room_for_those_it_asks", condition=Q(maximum=None) | Q(maximum__gte=F("minimum"))
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()}, at least {self.minimum}"

    @property
    def in_words(self) -> str:
        places = " or ".join(From(place).label.lower() for place in self.comes_from)
        return f"{self.get_role_display()}: {self.how_many}, from {places}{f'. {self.note}' if self.note else ''}"

    @property
    def how_many(self) -> str:
        if self.maximum is None:
            return f"{self.minimum} or more"
        return str(self.maximum) if self.minimum == self.maximum else f"{self.minimum} to {self.maximum}"


@audited
class MethodQuestion(MethodPart):
    """A key line of enquiry to begin with."""

    method = models.ForeignKey(Method, models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    question = models.CharField(max_length=300, validators=[refuse_child_level])

    class Meta(MethodPart.Meta):
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["method", "position"], name="one_question_per_position")]

    def __str__(self):
        return self.question


@audited
class MethodDocument(MethodPart):
    """A document that the review asks for before the visit."""

    class GivenBy(models.TextChoices):
        HOST = "host", "The host"
        TEAM = "team", "The visiting team"

    method = models.ForeignKey(Method, models.CASCADE, related_name="documents")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=150, validators=[refuse_child_level])
    given_by = models.CharField(max_length=4, choices=GivenBy, default=GivenBy.HOST)
    required = models.BooleanField(default=True)

    class Meta(MethodPart.Meta):
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["method", "position"], name="one_document_per_position")]

    def __str__(self):
        return self.title

    @property
    def in_words(self) -> str:
        return f"{self.title} ({self.get_given_by_display().lower()}{'' if self.required else ', if there is one'})"


@audited
class MethodActivity(MethodPart):
    """A line of the timetable to begin with: `day` counts from the first day of the visit, which is 1."""

    method = models.ForeignKey(Method, models.CASCADE, related_name="activities")
    position = models.PositiveSmallIntegerField()
    day = models.PositiveSmallIntegerField(default=1)
    starts_at = models.TimeField("time", null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=12, choices=Activity.Kind)
    title = models.CharField(max_length=150, validators=[refuse_child_level])

    class Meta(MethodPart.Meta):
        ordering = ["position"]
        verbose_name_plural = "method activities"
        constraints = [
            models.UniqueConstraint(fields=["method", "position"], name="one_activity_per_position"),
            models.CheckConstraint(
                name="a_method_counts_its_days_from_one",
                condition=Q(day__gte=1),
                violation_error_message="Days count from 1.",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def in_words(self) -> str:
        time = f", {self.starts_at:%H:%M}" if self.starts_at else ""
        minutes = f", {self.minutes} minutes" if self.minutes else ""
        return f"Day {self.day}{time}: {self.title} ({self.get_kind_display().lower()}{minutes})"

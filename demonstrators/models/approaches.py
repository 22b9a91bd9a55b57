"""Approaches: models of work with a name, who began them, and what the councils say that use them."""

import textwrap

from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse

from demonstrators.models.sites import Site
from demonstrators.workflow.approaches import USE_FLOW, UseState
from improvement_hub.core.audit import audited
from improvement_hub.core.childlevel import refuse_child_level
from improvement_hub.core.markdown import to_words
from improvement_hub.core.models import HubModel, OpenToAll
from improvement_hub.councils.models import Council

LONGEST_TEXT = 10_000
OPENING = 220
EARLIEST, LATEST = 1945, 2100


def year(words, **terms):
    bounds = [MinValueValidator(EARLIEST), MaxValueValidator(LATEST)]
    return models.PositiveSmallIntegerField(words, null=True, blank=True, validators=bounds, **terms)


def text(words):
    return models.TextField(words, blank=True, validators=[MaxLengthValidator(LONGEST_TEXT), refuse_child_level])


def line(words, longest=200):
    return models.CharField(words, max_length=longest, blank=True, validators=[refuse_child_level])


@audited
class Approach(HubModel):
    """It began with a council, or elsewhere (`origin_words`), or both. `recorded`: from public facts, by no council."""

    name = models.CharField(max_length=150, validators=[refuse_child_level])
    slug = models.SlugField(max_length=100, unique=True)
    about = text("what it is")
    origin_council = models.ForeignKey(
        Council,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="approaches_begun",
        verbose_name="council it began in",
    )
    origin_words = line("where it began otherwise")
    began_in = year("year it began")
    source_url = models.URLField("where that is public", max_length=500, blank=True)
    recorded = models.BooleanField(default=False, editable=False)
    demonstration = models.BooleanField(default=False, editable=False)

    objects = OpenToAll.as_manager()

    class Meta:
        ordering = [Lower("name"), "id"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="an_approach_is_named_once",
                violation_error_message="There is an approach of this name already.",
            ),
            models.CheckConstraint(
                name="an_approach_began_somewhere",
                condition=Q(origin_council__isnull=False) | ~Q(origin_words=""),
                violation_error_message="Say where it began: a council, or another place.",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("approach", args=[self.slug])

    @property
    def opening(self) -> str:
        """The beginning of what it is, in words."""
        return textwrap.shorten(to_words(self.about), OPENING, placeholder="…")


class UseQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """What is said: everyone. What was withdrawn: the council's own people, and administrators."""
        if actor.is_person and actor.administers:
            return self
        return self.filter(Q(state=UseState.SAID) | Q(council__in=actor.council_ids))


class UseStatus(models.TextChoices):
    USING = "using", "Uses it"
    STOPPED = "stopped", "Has stopped"


@audited
class ApproachUse(HubModel):
    """That a council uses an approach, how it adapted it, and what came of it.

    The council says so itself, or it is `recorded` from a public source, which is then named.
    """

    approach = models.ForeignKey(Approach, models.PROTECT, related_name="uses")
    council = models.ForeignKey(Council, models.PROTECT, related_name="approaches_used")
    site = models.ForeignKey(Site, models.PROTECT, null=True, blank=True, related_name="approaches")
    status = models.CharField(max_length=7, choices=UseStatus, default=UseStatus.USING)
    since = year("since")
    stopped_in = year("stopped in")
    adapted = text("how you adapted it")
    came_of_it = text("what came of it")
    measure = line("measure")
    baseline = line("baseline", 60)
    result = line("result", 60)
    number = models.PositiveIntegerField("out of how many (n)", null=True, blank=True)
    period = line("period", 100)
    measured_by = line("source of the numbers", 300)
    source_url = models.URLField("public source", max_length=500, blank=True)
    recorded = models.BooleanField(default=False, editable=False)
    state = models.CharField(max_length=9, choices=UseState, default=UseState.SAID)

    objects = UseQuerySet.as_manager()
    workflow = USE_FLOW

    class Meta:
        ordering = [Lower("council__name"), "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["approach", "council"],
                name="a_council_speaks_once_of_an_approach",
                violation_error_message="It is said of this council already: change what is said.",
            ),
            models.CheckConstraint(
                name="what_is_recorded_has_a_public_source",
                condition=Q(recorded=False) | ~Q(source_url=""),
                violation_error_message="What you record of another council has a public source: give its address.",
            ),
            models.CheckConstraint(
                name="a_result_has_its_measure_and_source",
                condition=Q(result="") | (~Q(measure="") & ~Q(measured_by="")),
                violation_error_message="A result has its measure and its source.",
            ),
            models.CheckConstraint(
                name="a_percentage_has_its_n",
                condition=Q(number__isnull=False) | (~Q(result__contains="%") & ~Q(baseline__contains="%")),
                violation_error_message="A percentage has its n: say out of how many.",
            ),
            models.CheckConstraint(
                name="who_has_stopped_says_since_when_if_at_all",
                condition=Q(stopped_in=None)
                | (Q(status=UseStatus.STOPPED) & (Q(since=None) | Q(stopped_in__gte=F("since")))),
                violation_error_message="It stopped after it began, and only where it has stopped.",
            ),
        ]

    def __str__(self):
        return f"{self.council}: {self.approach}"

    def get_absolute_url(self):
        return f"{self.approach.get_absolute_url()}#u-{self.pk}"

    @property
    def is_said(self) -> bool:
        return self.state == UseState.SAID

    @property
    def has_stopped(self) -> bool:
        return self.status == UseStatus.STOPPED

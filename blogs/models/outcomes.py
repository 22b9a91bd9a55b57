"""What came of a case study where it began, and at the councils that took it up."""

from decimal import Decimal

import pgtrigger
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from blogs.models.case_studies import LONGEST_SECTION, CaseStudy, OfVisibleCaseStudy
from improvement_hub.core.audit import audited
from improvement_hub.core.childlevel import refuse_child_level
from improvement_hub.core.days import has_come
from improvement_hub.core.models import HubModel
from improvement_hub.councils.models import Council


class Unit(models.TextChoices):
    NUMBER = "number", "number"
    PERCENT = "percent", "%"
    RATE = "rate", "per 10,000 children"
    DAYS = "days", "days"
    WEEKS = "weeks", "weeks"
    POINTS = "points", "points"
    POUNDS = "pounds", "£"


def amount():
    return models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)


def words(longest, **terms):
    return models.CharField(max_length=longest, blank=True, validators=[refuse_child_level], **terms)


def keeps_level():
    """The case study looks at its level again, in the same transaction; its own trigger has the rule."""
    return pgtrigger.Trigger(
        name="the_level_is_looked_at_again",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func="""
            UPDATE blogs_casestudy SET evidence_level = evidence_level
            WHERE post_id IN (NEW.case_study_id, OLD.case_study_id);
            RETURN NULL;
        """,
    )


class Measured(HubModel):
    """A measure with its baseline, its result and what both rest on; a percentage never without its n."""

    measure = words(150)
    unit = models.CharField(max_length=7, choices=Unit, default=Unit.NUMBER)
    baseline = amount()
    result = amount()
    n = models.PositiveIntegerField("n", null=True, blank=True)
    period = words(100)
    source = words(200)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_percentage_has_n",
                condition=~Q(unit=Unit.PERCENT) | Q(n__isnull=False) | Q(baseline=None, result=None),
                violation_error_message="A percentage has its n: of how many is it?",
            ),
            models.CheckConstraint(
                name="%(class)s_n_is_above_zero",
                condition=Q(n=None) | Q(n__gt=0),
                violation_error_message="An n is above zero.",
            ),
        ]

    @property
    def has_change(self) -> bool:
        return self.baseline is not None and self.result is not None

    @property
    def before(self) -> str:
        return "" if self.baseline is None else self.in_unit(self.baseline)

    @property
    def after(self) -> str:
        return "" if self.result is None else self.in_unit(self.result)

    @property
    def figures(self) -> str:
        """Such as “from 45% to 30%”, “30%” or “baseline 45%, no result yet”."""
        if self.has_change:
            return f"from {self.before} to {self.after}"
        baseline = f"baseline {self.before}, " if self.before else ""
        return self.after or f"{baseline}no result yet"

    @property
    def in_words(self) -> str:
        """Such as “Re-referrals: from 45% to 30% (n = 120, April to June 2025, case management system)”."""
        return f"{self.measure}: {self.figures}" + (f" ({self.rests_on})" if self.rests_on else "")

    @property
    def rests_on(self) -> str:
        told = [f"n = {self.n:,}" if self.n else "", self.period, self.source]
        return ", ".join(part for part in told if part)

    def in_unit(self, value: Decimal) -> str:
        number = f"{value:,.2f}".rstrip("0").rstrip(".")
        if self.unit in (Unit.PERCENT, Unit.NUMBER):
            return number + ("%" if self.unit == Unit.PERCENT else "")
        return f"£{number}" if self.unit == Unit.POUNDS else f"{number} {self.get_unit_display()}"


@audited
class Outcome(Measured):
    """What a case study changed, in one measure."""

    case_study = models.ForeignKey(CaseStudy, models.CASCADE, related_name="outcomes")

    objects = OfVisibleCaseStudy.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        triggers = [keeps_level()]
        constraints = [
            *Measured.Meta.constraints,
            models.CheckConstraint(
                name="an_outcome_has_a_measure",
                condition=~Q(measure=""),
                violation_error_message="Say what was measured.",
            ),
        ]

    def __str__(self):
        return self.measure

    def get_absolute_url(self):
        return f"{self.case_study.get_absolute_url()}#outcomes"


@audited
class Adopter(Measured):
    """Another council that took a case study up: how it adapted it, since when, and what came of it there."""

    case_study = models.ForeignKey(CaseStudy, models.CASCADE, related_name="adopters")
    council = models.ForeignKey(Council, models.PROTECT, related_name="adoptions")
    started_on = models.DateField("when it began", null=True, blank=True, validators=[has_come])
    children = models.PositiveIntegerField("children of up to 17", null=True, blank=True)
    context = models.TextField(blank=True, validators=[MaxLengthValidator(LONGEST_SECTION), refuse_child_level])
    how_adapted = models.TextField(validators=[MaxLengthValidator(LONGEST_SECTION), refuse_child_level])
    what_came_of_it = models.TextField(blank=True, validators=[MaxLengthValidator(LONGEST_SECTION), refuse_child_level])

    objects = OfVisibleCaseStudy.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        triggers = [
            keeps_level(),
            pgtrigger.Trigger(
                name="an_adopter_is_another_council",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    PERFORM FROM blogs_post p WHERE p.id = NEW.case_study_id AND p.owner_id = NEW.council_id;
                    IF FOUND THEN
                        RAISE EXCEPTION 'a council adopts the work of another'
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'an_adopter_is_another_council';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]
        constraints = [
            *Measured.Meta.constraints,
            models.UniqueConstraint(
                fields=["case_study", "council"],
                name="a_council_adopts_a_case_study_once",
                violation_error_message="This council is among those that tried it. Change what is said there.",
            ),
            models.CheckConstraint(
                name="a_figure_of_an_adopter_has_a_measure",
                condition=~Q(measure="") | Q(baseline=None, result=None),
                violation_error_message="Say what the figures measure.",
            ),
            models.CheckConstraint(
                name="an_adopter_says_how_it_adapted",
                condition=~Q(how_adapted=""),
                violation_error_message="Say how you adapted it.",
            ),
        ]

    def __str__(self):
        return f"{self.council}: {self.case_study}"

    def get_absolute_url(self):
        """Where it stands beside what it came from."""
        return reverse("case-study-transfer", args=[self.case_study.post.slug, self.pk])

    def clean(self):
        """Another council takes it up; what is invented stays among invented councils."""
        if self.council_id == self.case_study.post.owner_id:
            raise ValidationError({"council": "This is your own case study. Add what came of it to its outcomes."})
        if self.council.demonstration != self.case_study.post.demonstration:
            raise ValidationError({"council": "Demonstration councils try demonstration case studies, and only those."})

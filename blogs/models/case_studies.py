"""What makes a post a case study: its sections, its context, and whether its council still stands by it."""

import re

import pgtrigger
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from blogs.levels import Level, evidence_of
from blogs.models.posts import Post
from blogs.workflow import REVIEWED_AFTER, STANDING_FLOW, Standing
from demonstrators.workflow import Stage
from improvement_hub.core.audit import audited
from improvement_hub.core.childlevel import refuse_child_level
from improvement_hub.core.days import months_after
from improvement_hub.core.writing.states import IN_WRITING

LONGEST_SECTION = 20_000
NAMED = re.compile(r"\b(?:mr|mrs|ms|miss|mx|dr|prof|sir|dame)\b\.?\s|@", re.I)
# field: its heading, in the order in which one reads; what changed stands among them, and is made of outcomes
SECTIONS = {
    "problem": "The problem",
    "context": "The context",
    "what_was_done": "What was done",
    "what_did_not_work": "What did not work",
    "outcomes": "What changed",
    "cost": "What it cost",
    "people_and_skills": "People and skills",
    "voices": "What children and families say",
    "dependencies": "What has to be in place",
}
STORY = ("problem", "context", "what_was_done", "what_did_not_work")
TEXTS = tuple(name for name in SECTIONS if name != "outcomes")


def is_a_role(text: str) -> None:
    """A validator: a contact is a role, which stays when its holder goes."""
    if NAMED.search(text):
        raise ValidationError("Name a role, such as Head of early help, and no person or address.")


def section():
    return models.TextField(blank=True, validators=[MaxLengthValidator(LONGEST_SECTION), refuse_child_level])


class CostBand(models.TextChoices):
    NOTHING = "nothing", "No extra cost"
    TO_10 = "to_10k", "Up to £10,000 a year"
    TO_50 = "to_50k", "£10,000 to £50,000 a year"
    TO_250 = "to_250k", "£50,000 to £250,000 a year"
    TO_1000 = "to_1m", "£250,000 to £1 million a year"
    MORE = "more", "Over £1 million a year"


class OfVisibleCaseStudy(models.QuerySet):
    """Rows that are read with their case study; `post` is the lookup of its post."""

    post = "case_study__post"

    def visible_to(self, actor):
        return self.filter(**{f"{self.post}__in": Post.objects.visible_to(actor)})


class CaseStudyQuerySet(OfVisibleCaseStudy):
    post = "post"


@audited
class CaseStudy(models.Model):
    """The structure of a post that is a case study; both are one item, with the post's id and version.

    `children`: how many of up to 17 years live there; `density`: people per square kilometre; `budget`: of
    children's services, in millions of pounds a year. The database itself sets `evidence_level`.
    """

    post = models.OneToOneField(Post, models.CASCADE, primary_key=True, related_name="case_study")
    problem = section()
    context = section()
    children = models.PositiveIntegerField("children of up to 17", null=True, blank=True)
    density = models.PositiveIntegerField("people per square kilometre", null=True, blank=True)
    budget = models.DecimalField("£ million a year", max_digits=7, decimal_places=1, null=True, blank=True)
    stage = models.CharField(max_length=10, choices=Stage, blank=True)
    what_was_done = section()
    what_did_not_work = section()
    cost_band = models.CharField(max_length=8, choices=CostBand, blank=True)
    cost = section()
    people_and_skills = section()
    voices = section()
    dependencies = section()
    contact_role = models.CharField(max_length=100, blank=True, validators=[refuse_child_level, is_a_role])
    offers_visit = models.BooleanField(default=False)
    evidence_level = models.CharField(max_length=11, choices=Level, default=Level.EMERGING, editable=False)
    standing = models.CharField(max_length=8, choices=Standing, default=Standing.CURRENT, editable=False)
    confirmed_on = models.DateField(null=True, blank=True, editable=False)
    ageing_since = models.DateField(null=True, blank=True, editable=False)

    objects = CaseStudyQuerySet.as_manager()
    workflow = STANDING_FLOW

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "case studies"
        constraints = [
            models.CheckConstraint(
                name="a_case_study_ages_from_a_day",
                condition=Q(standing=Standing.CURRENT, ageing_since=None)
                | (~Q(standing=Standing.CURRENT) & Q(ageing_since__isnull=False)),
                violation_error_message="A case study that is ageing says since when, and no other does.",
            ),
            models.CheckConstraint(
                name="a_budget_is_not_below_zero",
                condition=Q(budget=None) | Q(budget__gte=0),
                violation_error_message="A budget is not below zero.",
            ),
        ]
        indexes = [models.Index(fields=["post"], condition=Q(standing=Standing.ARCHIVED), name="archived_case_studies")]
        triggers = [
            pgtrigger.Trigger(
                name="the_level_follows_the_evidence",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    NEW.evidence_level := CASE
                        WHEN EXISTS (SELECT FROM blogs_adopter a
                            WHERE a.case_study_id = NEW.post_id AND a.result IS NOT NULL) THEN 'replicated'
                        WHEN EXISTS (SELECT FROM blogs_outcome o
                            WHERE o.case_study_id = NEW.post_id AND o.result IS NOT NULL
                            AND o.baseline IS NOT NULL AND o.n IS NOT NULL AND o.source <> '') THEN 'established'
                        WHEN EXISTS (SELECT FROM blogs_outcome o
                            WHERE o.case_study_id = NEW.post_id AND o.result IS NOT NULL) THEN 'promising'
                        ELSE 'emerging' END;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="a_shared_case_study_says_what_did_not_work",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__what_did_not_work=""),
                declare=[("shared", "BOOLEAN")],
                func="""
                    SELECT p.state IN ('submitted', 'scheduled', 'published') INTO shared
                    FROM blogs_post p WHERE p.id = NEW.post_id FOR SHARE;
                    IF shared THEN
                        RAISE EXCEPTION 'a case study that is submitted or published says what did not work'
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'a_shared_case_study_says_what_did_not_work';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return str(self.post)

    def get_absolute_url(self):
        return self.post.get_absolute_url()

    def clean(self):
        """Once it is submitted, what did not work stays told."""
        if not self.what_did_not_work.strip() and self.post.state not in IN_WRITING:
            raise ValidationError({"what_did_not_work": "Say what did not work. Others learn most from it."})

    @property
    def reviewed_from(self):
        """The day from which its review is counted: the last confirmation, else its publication."""
        released = self.post.released_at and timezone.localdate(self.post.released_at)
        return self.confirmed_on or self.post.published_on or released

    @property
    def review_by(self):
        """When its council is asked to confirm it; None before it is published."""
        return months_after(self.reviewed_from, REVIEWED_AFTER) if self.reviewed_from else None

    @property
    def is_ageing(self) -> bool:
        return self.standing == Standing.AGEING

    @property
    def is_archived(self) -> bool:
        return self.standing == Standing.ARCHIVED

    @property
    def in_question(self) -> bool:
        """Nobody confirmed it in time."""
        return self.standing != Standing.CURRENT

    @property
    def evidence(self):
        """Its level with why; of a case study loaded with its outcomes and adopters."""
        return evidence_of(self.outcomes.all(), self.adopters.all())

    @property
    def texts(self) -> dict[str, str]:
        """Its texts by section; what it cost begins with the band."""
        texts = {name: getattr(self, name) for name in TEXTS}
        band = f"{self.get_cost_band_display()}." if self.cost_band else ""
        return texts | {"cost": "\n\n".join(part for part in (band, self.cost) if part)}

    @property
    def story(self) -> list[tuple[str, str, str]]:
        """(name, heading, text) of what stands before what changed, and has a text."""
        return [section for section in self.sections if section[0] in STORY]

    @property
    def needs(self) -> list[tuple[str, str, str]]:
        """The same of what stands after it."""
        return [section for section in self.sections if section[0] not in STORY]

    @property
    def sections(self) -> list[tuple[str, str, str]]:
        texts = self.texts
        return [(name, SECTIONS[name], texts[name]) for name in TEXTS if texts[name]]

    def as_text(self, outcomes) -> str:
        """All of it as one Markdown text, which is the body of its post."""
        texts = self.texts | {"outcomes": "\n".join(f"- {outcome.in_words}" for outcome in outcomes)}
        return "\n\n".join(f"# {heading}\n\n{texts[name]}" for name, heading in SECTIONS.items() if texts[name])

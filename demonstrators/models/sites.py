"""Sites: a lead council, its partners, and the stages of development they went through. Sites are public."""

import textwrap

import pgtrigger
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse

from demonstrators.models.programmes import Programme, Strand
from demonstrators.workflow import NOT_KNOWN, Stage
from improvement_hub.accounts.models import Person
from improvement_hub.core.audit import audited
from improvement_hub.core.childlevel import refuse_child_level
from improvement_hub.core.days import has_come
from improvement_hub.core.markdown import to_words
from improvement_hub.core.models import HubModel, OpenToAll
from improvement_hub.councils.models import Council

OPENING = 220


@audited
class Site(HubModel):
    """One lead council, perhaps with partners, charting a change of service under a programme.

    `stage` is that of its latest change of stage, empty where none is known. `councils_stated`: how many councils
    it was announced with, the lead included, where some of them are not named in public. `recorded`: from public
    facts, by somebody else than the lead.
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="sites")
    strand = models.ForeignKey(Strand, models.PROTECT, null=True, blank=True, related_name="sites")
    name = models.CharField(max_length=150, validators=[refuse_child_level])
    slug = models.SlugField(max_length=100, unique=True)
    lead = models.ForeignKey(Council, models.PROTECT, related_name="led_sites")
    councils_stated = models.PositiveSmallIntegerField("number of councils announced", null=True, blank=True)
    summary = models.TextField(blank=True, validators=[MaxLengthValidator(10_000), refuse_child_level])
    adapted_from_council = models.ForeignKey(
        Council, models.PROTECT, null=True, blank=True, related_name="adapted_elsewhere"
    )
    adapted_from_words = models.CharField(max_length=300, blank=True, validators=[refuse_child_level])
    stage = models.CharField(max_length=10, choices=Stage, blank=True, editable=False)
    recorded = models.BooleanField(default=False, editable=False)
    demonstration = models.BooleanField(default=False, editable=False)

    objects = OpenToAll.as_manager()

    class Meta:
        ordering = [Lower("name"), "id"]
        constraints = [
            models.UniqueConstraint(
                "programme",
                Lower("name"),
                name="a_site_of_a_programme_is_named_once",
                violation_error_message="There is a site of this name in the programme already.",
            ),
            models.CheckConstraint(
                name="a_site_was_announced_with_its_lead_at_least",
                condition=Q(councils_stated=None) | Q(councils_stated__gte=1),
                violation_error_message="A site has one council at least: the one that leads it.",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="a_site_keeps_its_lead", fields=["lead", "programme"]),
            pgtrigger.Trigger(
                name="a_strand_is_of_the_sites_programme",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__strand__isnull=False),
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM demonstrators_strand s
                        WHERE s.id = NEW.strand_id AND s.programme_id = NEW.programme_id
                    ) THEN
                        RAISE EXCEPTION 'the strand is of another programme'
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'a_strand_is_of_the_sites_programme';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        """What is invented stands among plainly invented councils, and nothing else does."""
        broken = {}
        if self.strand and self.strand.programme_id != self.programme_id:
            broken["strand"] = "This strand belongs to another programme."
        if self.programme.demonstration != self.demonstration:
            broken["programme"] = "Demonstration sites belong to demonstration programmes, and only to those."
        adapted_from = self.adapted_from_council
        if adapted_from and adapted_from.demonstration != self.demonstration:
            broken["adapted_from_council"] = "Demonstration sites name demonstration councils, and only those."
        if broken:
            raise ValidationError(broken)

    def get_absolute_url(self):
        return reverse("site", args=[self.slug])

    @property
    def partners(self) -> list[Council]:
        return [link.council for link in self.partner_links.all()]

    @property
    def councils(self) -> list[Council]:
        """Those that are known: the lead, then its partners by name."""
        return [self.lead, *self.partners]

    @property
    def council_ids(self) -> frozenset:
        return frozenset([self.lead_id, *(link.council_id for link in self.partner_links.all())])

    @property
    def councils_not_named(self) -> int:
        """How many more councils it was announced with than are known here."""
        return max((self.councils_stated or 0) - len(self.council_ids), 0)

    @property
    def opening(self) -> str:
        """The beginning of its summary, in words."""
        return textwrap.shorten(to_words(self.summary), OPENING, placeholder="…")

    @property
    def stage_words(self) -> str:
        return self.get_stage_display() if self.stage else NOT_KNOWN


@audited
class SitePartner(HubModel):
    """A council that a site is shared with; never the one that leads it."""

    site = models.ForeignKey(Site, models.CASCADE, related_name="partner_links")
    council = models.ForeignKey(Council, models.PROTECT, related_name="site_links")

    objects = OpenToAll.as_manager()

    class Meta:
        ordering = [Lower("council__name")]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "council"],
                name="a_partner_of_a_site_once",
                violation_error_message="This council is named already.",
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_lead_is_no_partner",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    IF EXISTS (
                        SELECT 1 FROM demonstrators_site s WHERE s.id = NEW.site_id AND s.lead_id = NEW.council_id
                    ) THEN
                        RAISE EXCEPTION 'the lead of a site is not its partner'
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'a_lead_is_no_partner';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self):
        return f"{self.council}: {self.site}"


@audited
class StageChange(HubModel):
    """A site came to a stage; the latest row is the stage it is at. `by` is empty for what the operator recorded."""

    site = models.ForeignKey(Site, models.CASCADE, related_name="stage_changes")
    stage = models.CharField(max_length=10, choices=Stage)
    reached_on = models.DateField("day it was reached", null=True, blank=True, validators=[has_come])
    note = models.CharField(max_length=500, blank=True, validators=[refuse_child_level])
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")

    objects = OpenToAll.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="a_change_of_stage_names_a_stage",
                condition=Q(stage__in=Stage.values),
                violation_error_message="Choose the stage that the site has come to.",
            )
        ]

    def __str__(self):
        return f"{self.site}: {self.get_stage_display()}"

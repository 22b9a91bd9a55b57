"""Regions, councils with their dated identifiers and successors, and who is like whom."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from improvement_hub.core.audit import audited
from improvement_hub.core.models import HubModel, OpenToAll


@audited
class Region(HubModel):
    """One of the nine English regions, or a plainly invented one for demonstration."""

    name = models.CharField(max_length=60, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    demonstration = models.BooleanField(default=False)

    objects = OpenToAll.as_manager()

    class Meta:
        ordering = [Lower("name")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("region", args=[self.slug])


class CouncilQuerySet(OpenToAll):
    def in_being(self, day=None):
        """Councils that exist on a day, today unless told."""
        day = day or timezone.localdate()
        return self.filter(Q(started_on=None) | Q(started_on__lte=day), Q(ended_on=None) | Q(ended_on__gte=day))

    def former(self, day=None):
        """Councils whose last day is before a day, today unless told."""
        return self.filter(ended_on__lt=day or timezone.localdate())


@audited
class Council(HubModel):
    """An upper-tier authority with children's services. `ended_on` is the last day it existed.

    `gss` is the code in force, by which its pages are addressed; every code it ever had is an `Identifier`.
    """

    class Kind(models.TextChoices):
        COUNTY = "CTY", "County council"
        UNITARY = "UA", "Unitary authority"
        METROPOLITAN = "MD", "Metropolitan district"
        LONDON = "LBO", "London borough"
        CITY = "CC", "City corporation"

    class Source(models.TextChoices):
        """Where a council's facts come from; those further up win over those below."""

        AUTHORITIES = "authorities", "Ofsted, Department for Education and Office for National Statistics"
        MYSOCIETY = "mysociety", "mySociety"
        HUB = "hub", "Improvement Hub"

    name = models.CharField(max_length=100)
    official_name = models.CharField(max_length=150)
    gss = models.CharField("GSS code", max_length=9, unique=True)
    kind = models.CharField("type", max_length=3, choices=Kind)
    region = models.ForeignKey(Region, models.PROTECT, related_name="councils")
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    successors = models.ManyToManyField(
        "self",
        symmetrical=False,
        related_name="predecessors",
        through="Succession",
        through_fields=("predecessor", "successor"),
    )
    source = models.CharField("source of the facts", max_length=11, choices=Source, default=Source.HUB)
    demonstration = models.BooleanField(default=False)

    objects = CouncilQuerySet.as_manager()

    class Meta:
        ordering = [Lower("name")]
        indexes = [GinIndex(fields=["name"], name="council_name_like", opclasses=["gin_trgm_ops"])]
        constraints = [
            models.CheckConstraint(
                name="council_ends_after_it_starts",
                condition=Q(started_on=None) | Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                violation_error_message="A council cannot end before it starts.",
            ),
            models.UniqueConstraint(
                Lower("name"),
                condition=Q(ended_on=None),
                name="one_council_of_a_name_in_being",
                violation_error_message="A council of this name exists already, under another code.",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("council", args=[self.gss])

    @property
    def had_other_codes(self) -> bool:
        """Whether one of its codes is no longer in force."""
        return not all(code.is_current for code in self.identifiers.all())

    @property
    def is_former(self) -> bool:
        return self.ended_on is not None and self.ended_on < timezone.localdate()


@audited
class Identifier(HubModel):
    """A code of a council in one scheme, with the days from and to which it was in force where known.

    `in_force` marks the latest code of the scheme: the one a council that has ended had on its last day.
    """

    class Scheme(models.TextChoices):
        GSS = "gss", "GSS code"
        DFE = "dfe", "DfE number"
        OFSTED = "ofsted", "Ofsted URN"

    council = models.ForeignKey(Council, models.CASCADE, related_name="identifiers")
    scheme = models.CharField(max_length=6, choices=Scheme)
    value = models.CharField(max_length=12)
    in_force = models.BooleanField(default=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    objects = OpenToAll.as_manager()

    class Meta:
        ordering = ["scheme", "-in_force", "value"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "value"], name="a_code_names_one_council"),
            models.UniqueConstraint(
                fields=["council", "scheme"], condition=Q(in_force=True), name="one_code_in_force_per_scheme"
            ),
            models.CheckConstraint(
                name="identifier_ends_after_it_starts",
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                violation_error_message="A code cannot end before it starts.",
            ),
        ]

    def __str__(self):
        return f"{self.get_scheme_display()} {self.value}"

    @property
    def is_current(self) -> bool:
        """In force today: the latest of its scheme, and not past its last day."""
        return self.in_force and (self.valid_to is None or self.valid_to >= timezone.localdate())

    @property
    def days_in_words(self) -> str:
        """Such as “Now, from 1 April 2025”, or “No longer”."""
        state = "Now" if self.is_current else "No longer"
        days = {"from": self.valid_from, "until": self.valid_to}
        return ", ".join([state, *(f"{word} {date_format(day, 'j F Y')}" for word, day in days.items() if day)])


@audited
class Succession(HubModel):
    """One council followed another, in whole or in part."""

    predecessor = models.ForeignKey(Council, models.CASCADE, related_name="followed_by")
    successor = models.ForeignKey(Council, models.CASCADE, related_name="follows")

    objects = OpenToAll.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="a_succession_once"),
            models.CheckConstraint(
                name="no_council_succeeds_itself",
                condition=~Q(predecessor=F("successor")),
                violation_error_message="A council cannot succeed itself.",
            ),
        ]

    def __str__(self):
        return f"{self.predecessor} → {self.successor}"


@audited
class Neighbour(HubModel):
    """A statistical neighbour: one of the ten councils most like a given one, 1 the closest."""

    council = models.ForeignKey(Council, models.CASCADE, related_name="neighbours")
    neighbour = models.ForeignKey(Council, models.CASCADE, related_name="neighbour_of")
    rank = models.PositiveSmallIntegerField()

    objects = OpenToAll.as_manager()

    class Meta:
        ordering = ["council", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["council", "rank"], name="one_neighbour_per_rank"),
            models.UniqueConstraint(fields=["council", "neighbour"], name="a_neighbour_once"),
            models.CheckConstraint(name="no_council_neighbours_itself", condition=~Q(council=F("neighbour"))),
            models.CheckConstraint(name="ten_neighbours_at_most", condition=Q(rank__gte=1, rank__lte=10)),
        ]

    def __str__(self):
        return f"{self.council}: {self.rank} {self.neighbour}"

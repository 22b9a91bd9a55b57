"""Programmes of demonstrator sites, and their strands."""

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse

from improvement_hub.core.audit import audited
from improvement_hub.core.childlevel import refuse_child_level
from improvement_hub.core.models import HubModel, OpenToAll


@audited
class Programme(HubModel):
    """What was announced of it may be more than is known here: both are numbers of their own."""

    name = models.CharField(max_length=150, validators=[refuse_child_level])
    slug = models.SlugField(max_length=100, unique=True)
    began_in = models.PositiveSmallIntegerField("year it began", null=True, blank=True)
    description = models.TextField(blank=True, validators=[MaxLengthValidator(10_000), refuse_child_level])
    sites_announced = models.PositiveSmallIntegerField(null=True, blank=True)
    councils_announced = models.PositiveSmallIntegerField(null=True, blank=True)
    demonstration = models.BooleanField(default=False)

    objects = OpenToAll.as_manager()

    class Meta:
        ordering = [Lower("name")]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="a_programme_is_named_once",
                violation_error_message="There is a programme of this name already.",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("programme", args=[self.slug])


@audited
class Strand(HubModel):
    """What some sites of a programme work on. Which strand a site belongs to may not be known."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="strands")
    name = models.CharField(max_length=100, validators=[refuse_child_level])
    slug = models.SlugField(max_length=100, unique=True)
    sites_announced = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = OpenToAll.as_manager()

    class Meta:
        ordering = [Lower("name")]
        constraints = [
            models.UniqueConstraint(
                "programme",
                Lower("name"),
                name="a_strand_of_a_programme_is_named_once",
                violation_error_message="There is a strand of this name already.",
            )
        ]

    def __str__(self):
        return self.name

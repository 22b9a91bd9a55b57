"""A council, a partner agency or the hub itself: what people and API clients belong to."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from improvement_hub.core.audit import audited
from improvement_hub.core.childlevel import refuse_child_level
from improvement_hub.core.models import HubModel
from improvement_hub.councils.models import Council


class OrganisationQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """Their names stand on public pages: everyone."""
        return self


@audited
class Organisation(HubModel):
    """A council, a partner agency, or the hub itself; people and API clients belong to one."""

    class Kind(models.TextChoices):
        COUNCIL = "council", "Council"
        PARTNER = "partner", "Partner agency"
        HUB = "hub", "The hub"

    class Agency(models.TextChoices):
        POLICE = "police", "Police"
        HEALTH = "health", "Health"
        PARENT_CARERS = "parent_carers", "Parent carer forum"
        CONSULTANT = "consultant", "Independent consultant"
        OTHER = "other", "Other"

    kind = models.CharField(max_length=7, choices=Kind)
    agency = models.CharField("kind of agency", max_length=13, choices=Agency, blank=True)
    name = models.CharField(max_length=150, unique=True, validators=[refuse_child_level])
    council = models.OneToOneField(Council, models.PROTECT, null=True, blank=True, related_name="organisation")
    demonstration = models.BooleanField(default=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = [Lower("name")]
        constraints = [
            models.CheckConstraint(
                name="a_council_organisation_names_its_council",
                condition=Q(kind="council", council__isnull=False) | (~Q(kind="council") & Q(council=None)),
            ),
            models.CheckConstraint(
                name="only_a_partner_is_an_agency",
                condition=Q(kind="partner") | Q(agency=""),
            ),
            models.UniqueConstraint(fields=["kind"], condition=Q(kind="hub"), name="there_is_one_hub"),
        ]

    def __str__(self):
        return self.name

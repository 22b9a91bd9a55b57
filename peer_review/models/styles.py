"""How a region's reports look: its name and colour on the letter, and templates of its own."""

from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse

from improvement_hub.core.audit import audited
from improvement_hub.core.models import HubModel
from improvement_hub.councils.models import Region
from peer_review.report import content


class StyleQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """Those who lead the region; what is made with it is read by others."""
        return self.filter(region__in=actor.leads)


@audited(exclude=["slides", "letter"])
class ReportStyle(HubModel):
    """A region without one has the hub's own. Only files that passed `peer_review.report.checking` are kept."""

    region = models.OneToOneField(Region, models.CASCADE, related_name="report_style")
    name = models.CharField(max_length=100)
    colour = models.CharField(
        max_length=7,
        default=content.COLOUR,
        validators=[RegexValidator("^#[0-9a-fA-F]{6}$", "Write the colour as # and six digits, such as #0b5c4a.")],
    )
    slides = models.BinaryField(null=True, blank=True)
    slides_name = models.CharField(max_length=150, blank=True)
    slides_sha256 = models.CharField(max_length=64, blank=True)
    letter = models.BinaryField(null=True, blank=True)
    letter_name = models.CharField(max_length=150, blank=True)
    letter_sha256 = models.CharField(max_length=64, blank=True)

    objects = StyleQuerySet.as_manager()

    class Meta:
        ordering = ["region__name"]
        constraints = [
            models.CheckConstraint(
                name="a_template_has_its_name_and_digest",
                condition=(
                    models.Q(slides=None, slides_name="", slides_sha256="")
                    | (models.Q(slides__isnull=False) & ~models.Q(slides_name="") & ~models.Q(slides_sha256=""))
                )
                & (
                    models.Q(letter=None, letter_name="", letter_sha256="")
                    | (models.Q(letter__isnull=False) & ~models.Q(letter_name="") & ~models.Q(letter_sha256=""))
                ),
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("report-style", args=[self.region.slug])

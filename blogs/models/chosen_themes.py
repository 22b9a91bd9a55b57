"""What demonstrator sites and approaches are about: their ties to the vocabulary, which they do not know of."""

from django.db import models

from blogs.models.vocabulary import Theme
from demonstrators.models import Approach, Site
from improvement_hub.core.audit import audited
from improvement_hub.core.models import HubModel, OpenToAll


class OfVisibleSite(models.QuerySet):
    def visible_to(self, actor):
        """Those of sites this actor may see."""
        return self.filter(site__in=Site.objects.visible_to(actor))


@audited
class SiteTheme(HubModel):
    """A demonstrator site works on a theme."""

    site = models.ForeignKey(Site, models.CASCADE, related_name="theme_links")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="site_links")

    objects = OfVisibleSite.as_manager()

    class Meta:
        ordering = ["theme__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "theme"],
                name="a_theme_of_a_site_once",
                violation_error_message="This theme is named already.",
            )
        ]

    def __str__(self):
        return f"{self.theme}: {self.site}"


@audited
class ApproachTheme(HubModel):
    """An approach is about a theme; as approaches are, it is open to all."""

    approach = models.ForeignKey(Approach, models.CASCADE, related_name="theme_links")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="approach_links")

    objects = OpenToAll.as_manager()

    class Meta:
        ordering = ["theme__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["approach", "theme"],
                name="a_theme_of_an_approach_once",
                violation_error_message="This theme is named already.",
            )
        ]

    def __str__(self):
        return f"{self.theme}: {self.approach}"

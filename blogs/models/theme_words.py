"""What themes are called, each word once, and the addresses of those that were merged into others."""

from django.db import models

from blogs.models.vocabulary import Theme
from improvement_hub.core.audit import audited
from improvement_hub.core.models import HubModel, OpenToAll


class ThemeWord(models.Model):
    """A name, acronym or synonym in small letters; the database writes these rows with their theme."""

    word = models.CharField(max_length=80, primary_key=True)
    theme = models.ForeignKey(Theme, models.CASCADE, related_name="words_in_use")

    objects = OpenToAll.as_manager()

    def __str__(self):
        return self.word


@audited
class FormerTheme(HubModel):
    """A theme that was merged into another; its address leads to that one for good."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=80)
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="former")

    objects = OpenToAll.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

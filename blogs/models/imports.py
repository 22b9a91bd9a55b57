"""A feed that an administrator takes in: first shown, then taken, and what became of each item."""

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from blogs.models.posts import SHARED_CHOICES
from improvement_hub.accounts.models import Person
from improvement_hub.core.audit import audited
from improvement_hub.core.files.store import Room
from improvement_hub.core.models import HubModel, Visibility

ROOM = Room("feeds")
WIDER = SHARED_CHOICES[1:]  # whoever imports belongs to no region


class ImportRunQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """Administrators see all of them; nobody else sees any."""
        return self if actor.is_person and actor.administers else self.none()


@audited(exclude=["lines"])
class ImportRun(HubModel):
    """One feed on its way in. `lines`: [number, name, outcome, [words]] for each item, as foreseen, then as it was.

    `name` is that of the file, or the address; `stored_as` is where its bytes wait from the preview until they are
    taken, so that what was shown is what is taken. `old_host`: the host whose addresses lead here from then on.
    """

    name = models.CharField("file or address", max_length=500)
    is_address = models.BooleanField(default=False)
    stored_as = models.CharField(max_length=40, blank=True, editable=False)
    publish = models.BooleanField(default=False)
    visibility = models.CharField(max_length=6, choices=WIDER, default=Visibility.SECTOR)
    old_host = models.CharField(max_length=200, blank=True)
    started_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    previewed_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    failure = models.TextField(blank=True, validators=[MaxLengthValidator(1000)])
    totals = models.TextField(blank=True, validators=[MaxLengthValidator(2000)])
    lines = models.JSONField(default=list, blank=True)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="a_feed_is_shown_then_asked_for_then_taken",
                condition=(Q(asked_at=None) | Q(previewed_at__isnull=False))
                & (Q(taken_at=None) | Q(asked_at__isnull=False)),
                violation_error_message="A feed is shown first, then asked for, then taken.",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("post-import-run", args=[self.pk])

    @property
    def step(self) -> str:
        """reading, shown, taking, taken or failed."""
        if self.taken_at or self.failure:
            return "taken" if self.taken_at else "failed"
        if self.asked_at:
            return "taking"
        return "shown" if self.previewed_at else "reading"

    @property
    def to_take(self) -> int:
        """Items that would be posts, or change some."""
        return sum(outcome in ("taken", "changed") for _, _, outcome, _ in self.lines)

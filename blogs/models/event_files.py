"""Files that are taken home from a shared learning event, such as slides."""

from pathlib import PurePath

import pgtrigger
from django.db import models
from django.urls import reverse

from blogs.models.event_parts import OfEvent
from blogs.models.events import Event
from improvement_hub.accounts.models import Person
from improvement_hub.core.audit import audited
from improvement_hub.core.childlevel import refuse_child_level
from improvement_hub.core.files.store import Room
from improvement_hub.core.files.verdicts import HAS_ITS_MOMENT, Scan

ROOM = Room("events")


@audited
class EventFile(OfEvent):
    """For whoever may see the event. `name` is what its sender called it, `stored_as` where it lies."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="files")
    title = models.CharField(max_length=150, validators=[refuse_child_level])
    name = models.CharField(max_length=255, validators=[refuse_child_level])
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    content_type = models.CharField(max_length=100)
    stored_as = models.CharField(max_length=40, unique=True)
    uploaded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    scan = models.CharField(max_length=11, choices=Scan)
    scanned_at = models.DateTimeField(null=True, blank=True)
    harm = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "sha256"],
                name="an_event_has_a_file_once",
                violation_error_message="The event has this very file already.",
            ),
            models.CheckConstraint(name="a_verdict_on_a_file_of_an_event_has_its_moment", condition=HAS_ITS_MOMENT),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="a_file_of_an_event_stays_as_it_was_sent",
                fields=["event", "name", "size", "sha256", "content_type", "stored_as", "uploaded_by"],
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("event-file", args=[self.event.slug, self.pk])

    @property
    def extension(self) -> str:
        return PurePath(self.name).suffix[1:].upper()

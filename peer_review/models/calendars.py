from django.db import models

from improvement_hub.accounts.models import Person
from improvement_hub.core.audit import audited
from improvement_hub.core.models import HubModel


class CalendarFeedQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """One's own, and nobody else's."""
        return self.filter(person=actor.person_id) if actor.is_person else self.none()


@audited
class CalendarFeed(HubModel):
    """That a person's calendar programs may read timetables without signing in, until the person ends that.

    The addresses are signed for this `number`; a new one makes every earlier address worthless.
    """

    person = models.OneToOneField(Person, models.PROTECT, related_name="calendar_feed")
    number = models.PositiveIntegerField(default=1)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = CalendarFeedQuerySet.as_manager()

    def __str__(self):
        return f"Calendar addresses of {self.person}"

from django.db import models
from django.db.models import F, Q

from improvement_hub.accounts.models import Person


class LastVisitQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """One's own."""
        return self.filter(person=actor.pk) if actor.is_person else self.none()


class LastVisit(models.Model):
    """When a person last looked at their work, so that it can say what is new since.

    `seen_at` is the last look; `since` the last look of the visit before this one, null on the first visit.
    """

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="+")
    seen_at = models.DateTimeField()
    since = models.DateTimeField(null=True, blank=True)

    objects = LastVisitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="the_visit_before_was_earlier", condition=Q(since=None) | Q(since__lt=F("seen_at"))
            )
        ]

    def __str__(self):
        return f"{self.person}, {self.seen_at:%Y-%m-%d %H:%M}"

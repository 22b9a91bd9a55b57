"""What belongs to a shared learning event: its hosts, who attends, its agenda, its themes and what was shown."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from blogs.models.events import Event
from blogs.models.posts import Post
from blogs.models.vocabulary import Theme
from improvement_hub.accounts.models import Person
from improvement_hub.core.audit import audited
from improvement_hub.core.childlevel import refuse_child_level
from improvement_hub.core.models import HubModel
from improvement_hub.councils.models import Council


class OfVisibleEvent(models.QuerySet):
    def visible_to(self, actor):
        """Those of events this actor may see."""
        return self.filter(event__in=Event.objects.visible_to(actor))


class OfEvent(HubModel):
    """A row that belongs to one event."""

    objects = OfVisibleEvent.as_manager()

    class Meta:
        abstract = True


class CouncilAtEvent(OfEvent):
    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.council}: {self.event}"

    def clean(self):
        if self.council.demonstration != self.event.demonstration:
            raise ValidationError("Demonstration councils meet at demonstration events, and only there.")


@audited
class EventHost(CouncilAtEvent):
    """A council hosts an event; 1 is named first."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="host_links")
    council = models.ForeignKey(Council, models.PROTECT, related_name="hosted_learning")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "council"],
                name="a_host_of_an_event_once",
                violation_error_message="This council hosts it already.",
            )
        ]


@audited
class Attendance(CouncilAtEvent):
    """Somebody of a council said that it attends."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="attendances")
    council = models.ForeignKey(Council, models.PROTECT, related_name="attended_learning")
    said_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = [Lower("council__name")]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "council"],
                name="a_council_attends_an_event_once",
                violation_error_message="This council attends already.",
            )
        ]


@audited
class EventTheme(OfEvent):
    """An event is about a theme."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="theme_links")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="learning_links")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["event", "theme"],
                name="a_theme_of_an_event_once",
                violation_error_message="This theme is named already.",
            )
        ]

    def __str__(self):
        return f"{self.theme}: {self.event}"


@audited
class AgendaItem(OfEvent):
    """What happens when, and who does it: a role and a council, never a person's name."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    begins = models.TimeField()
    what = models.CharField(max_length=200, validators=[refuse_child_level])
    who = models.CharField(max_length=150, blank=True, validators=[refuse_child_level])

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["event", "position"], name="one_item_of_an_agenda_per_position")]

    def __str__(self):
        return f"{self.begins:%H:%M} {self.what}"


class EventPostQuerySet(OfVisibleEvent):
    def visible_to(self, actor):
        """Those whose event and whose post this actor may see."""
        return super().visible_to(actor).filter(post__in=Post.objects.visible_to(actor))


@audited
class EventPost(OfEvent):
    """A post that was shown at an event, or that belongs to what is taken home from it."""

    class Part(models.TextChoices):
        SHOWN = "shown", "Shown there"
        PACK = "pack", "To take home"

    event = models.ForeignKey(Event, models.CASCADE, related_name="post_links")
    post = models.ForeignKey(Post, models.CASCADE, related_name="learning_links")
    part = models.CharField(max_length=5, choices=Part)

    objects = EventPostQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "post", "part"],
                name="a_post_of_an_event_once",
                violation_error_message="This post is named already.",
            ),
            models.CheckConstraint(
                name="a_post_of_an_event_was_shown_or_taken_home",
                condition=Q(part__in=["shown", "pack"]),
                violation_error_message="A post was shown at an event, or is to take home from it.",
            ),
        ]

    def __str__(self):
        return f"{self.post}: {self.event}"

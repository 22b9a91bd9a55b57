"""Shared learning events: councils of one or several regions meet, show what they tried and take something home."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from blogs.models.posts import SHARED, SHARED_CHOICES
from blogs.models.vocabulary import Theme
from blogs.workflow import EVENT_FLOW, EventState
from improvement_hub.core.audit import audited
from improvement_hub.core.childlevel import refuse_child_level
from improvement_hub.core.models import HubModel, Visibility, shared_with
from improvement_hub.councils.models import Council, Region

LONGEST_WORDS = 20_000
LONGEST_WHY = 500


def words(length):
    return models.TextField(blank=True, validators=[MaxLengthValidator(length), refuse_child_level])


class EventQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """By their visibility; to members of a hosting council, and to the region's lead, in any case."""
        hosted = Q(host_links__council__in=actor.council_ids) | Q(region__in=actor.leads)
        own = self.model.objects.filter(hosted).values("pk")
        return self.filter(shared_with(actor) | Q(pk__in=own))


@audited
class Event(HubModel):
    """Hosted by councils, or where none is named by the region's office. `region` is that of the first host.

    `shared_at` is when it was planned or last shared more widely. `report` is the post that tells of it afterwards.
    """

    title = models.CharField(max_length=200, validators=[refuse_child_level])
    slug = models.SlugField(max_length=100, unique=True)
    starts_at = models.DateTimeField("beginning")
    ends_at = models.DateTimeField("end")
    place = models.CharField(max_length=200, blank=True, validators=[refuse_child_level])
    remote = models.BooleanField("can be joined from elsewhere", default=False)
    summary = words(2000)
    description = words(LONGEST_WORDS)
    region = models.ForeignKey(Region, models.PROTECT, related_name="shared_learning")
    visibility = models.CharField(max_length=6, choices=SHARED_CHOICES, default=Visibility.SECTOR)
    state = models.CharField(max_length=9, choices=EventState, default=EventState.PLANNED)
    cancelled_reason = models.CharField(max_length=LONGEST_WHY, blank=True, validators=[refuse_child_level])
    follow_up = words(LONGEST_WORDS)
    report = models.ForeignKey("blogs.Post", models.PROTECT, null=True, blank=True, related_name="told_of")
    shared_at = models.DateTimeField(default=timezone.now, editable=False)
    demonstration = models.BooleanField(default=False, editable=False)
    themes = models.ManyToManyField(Theme, through="blogs.EventTheme", related_name="shared_learning")

    objects = EventQuerySet.as_manager()
    workflow = EVENT_FLOW

    class Meta:
        ordering = ["-starts_at", "id"]
        indexes = [models.Index(fields=["-starts_at", "id"], name="event_latest_first")]
        constraints = [
            models.CheckConstraint(
                name="an_event_ends_after_it_begins",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message="An event ends after it begins.",
            ),
            models.CheckConstraint(
                name="an_event_is_somewhere",
                condition=~Q(place="") | Q(remote=True),
                violation_error_message="Say where it is, or that it can be joined from elsewhere.",
            ),
            models.CheckConstraint(
                name="a_cancelled_event_says_why_and_no_other_does",
                condition=(Q(state=EventState.CANCELLED) & ~Q(cancelled_reason=""))
                | (~Q(state=EventState.CANCELLED) & Q(cancelled_reason="")),
                violation_error_message="A cancelled event says why, and no other does.",
            ),
            models.CheckConstraint(
                name="an_event_is_for_a_region_or_wider",
                condition=Q(visibility__in=SHARED),
                violation_error_message="An event is for a region, the sector or everyone.",
            ),
        ]

    def __str__(self):
        return self.title

    def clean(self):
        """What is invented stands among plainly invented councils, and nothing else does."""
        if self.region.demonstration != self.demonstration:
            raise ValidationError("Demonstration events are of demonstration regions, and only of those.")

    def get_absolute_url(self):
        return reverse("event", args=[self.slug])

    @property
    def hosts(self) -> list[Council]:
        return [link.council for link in self.host_links.all()]

    @property
    def host_ids(self) -> frozenset:
        return frozenset(link.council_id for link in self.host_links.all())

    @property
    def attending(self) -> list[Council]:
        return [link.council for link in self.attendances.all()]

    @property
    def is_planned(self) -> bool:
        return self.state == EventState.PLANNED

    @property
    def where(self) -> str:
        """Its place in words, and whether one may join from elsewhere."""
        return ", ".join(filter(None, [self.place, "remote" if self.remote else ""]))

    @property
    def is_over(self) -> bool:
        return self.ends_at < timezone.now()

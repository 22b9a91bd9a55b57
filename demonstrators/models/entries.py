"""Journey entries: what a site did, found hard and learned, and what comes next."""

import textwrap

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format

from demonstrators.models.sites import Site, SitePartner
from demonstrators.workflow import ENTRY_FLOW
from improvement_hub.accounts.models import Person
from improvement_hub.core.audit import audited
from improvement_hub.core.childlevel import refuse_child_level
from improvement_hub.core.days import has_come
from improvement_hub.core.markdown import to_words
from improvement_hub.core.models import HubModel, Visibility, shared_with
from improvement_hub.core.writing.states import LONGEST_REASON, WritingState

READERS = [  # the fewest first
    (Visibility.REGION.value, "The lead council’s region"),
    (Visibility.SECTOR.value, "Members of councils and regions"),
    (Visibility.PUBLIC.value, "Everyone"),
]
LONGEST_PART = 10_000
HEADINGS = {
    "did": "What we did",
    "found_hard": "What we found hard",
    "learned": "What we learned",
    "next_steps": "What comes next",
}
PART_WORDS = {
    "did": "what was done",
    "found_hard": "what was hard",
    "learned": "what was learned",
    "next_steps": "what comes next",
}


class JourneyEntryQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """Published entries by their visibility; to members of the site's councils all of its entries."""
        published = Q(state=WritingState.PUBLISHED) & shared_with(actor, region="site__lead__region_id")
        partnered = SitePartner.objects.filter(council__in=actor.council_ids).values("site")
        own = Q(site__lead__in=actor.council_ids) | Q(site__in=partnered)
        return self.filter(published | own)


def part(words):
    return models.TextField(words, blank=True, validators=[MaxLengthValidator(LONGEST_PART), refuse_child_level])


def parts_of(entry) -> list[tuple[str, str]]:
    """(heading, Markdown) of those of the four that are written, in an entry or in a version of one."""
    return [(heading, getattr(entry, name)) for name, heading in HEADINGS.items() if getattr(entry, name).strip()]


@audited
class JourneyEntry(HubModel):
    """A dated note of what a site did, found hard and learned.

    `released_at` is when it was first published; `shared_at` when it was last published or its readers became
    more.
    """

    site = models.ForeignKey(Site, models.PROTECT, related_name="entries")
    author = models.ForeignKey(Person, models.PROTECT, related_name="journey_entries")
    happened_on = models.DateField("day", validators=[has_come])
    did = part("what you did")
    found_hard = part("what you found hard")
    learned = part("what you learned")
    next_steps = part("what comes next")
    state = models.CharField(max_length=9, choices=WritingState, default=WritingState.DRAFT)
    returned_reason = models.CharField(max_length=LONGEST_REASON, blank=True, validators=[refuse_child_level])
    visibility = models.CharField(max_length=6, choices=READERS, default=Visibility.SECTOR)
    released_at = models.DateTimeField(null=True, blank=True, editable=False)
    shared_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = JourneyEntryQuerySet.as_manager()
    workflow = ENTRY_FLOW

    class Meta:
        ordering = ["-happened_on", "id"]
        verbose_name_plural = "journey entries"
        indexes = [models.Index(fields=["-happened_on", "id"], name="entry_newest_first")]
        constraints = [
            models.CheckConstraint(
                name="an_entry_says_something",
                condition=~Q(did="", found_hard="", learned="", next_steps=""),
                violation_error_message="Write at least one of the four: did, found hard, learned, next.",
            ),
            models.CheckConstraint(
                name="a_published_entry_says_what_was_hard_and_when_it_was_released",
                condition=~Q(state=WritingState.PUBLISHED)
                | (~Q(did="") & ~Q(found_hard="") & Q(released_at__isnull=False, shared_at__isnull=False)),
                violation_error_message="A published entry says what you did and what you found hard.",
            ),
            models.CheckConstraint(
                name="an_entry_is_returned_with_a_reason",
                condition=(Q(state=WritingState.RETURNED) & ~Q(returned_reason=""))
                | (~Q(state=WritingState.RETURNED) & Q(returned_reason="")),
                violation_error_message="An entry is returned with a reason, and only then has one.",
            ),
            models.CheckConstraint(
                name="an_entry_is_shared_with_a_region_or_wider",
                condition=Q(visibility__in=[visibility for visibility, _ in READERS]),
                violation_error_message="An entry is for a region, the sector or everyone.",
            ),
        ]

    def __str__(self):
        return f"{self.site}, {date_format(self.happened_on, 'j F Y')}"

    def get_absolute_url(self):
        return reverse("journey-entry", args=[self.site.slug, self.pk])

    @property
    def is_published(self) -> bool:
        return self.state == WritingState.PUBLISHED

    def opening(self, length: int) -> str:
        """The beginning of what was done, in words."""
        return textwrap.shorten(to_words(self.did), length, placeholder="…")

    @property
    def parts(self) -> list[tuple[str, str]]:
        """(heading, Markdown) of those of the four that are written."""
        return parts_of(self)

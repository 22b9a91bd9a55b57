"""Posts: what was written here, and what a feed brought."""

import textwrap
from datetime import date

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, URLValidator
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from blogs.workflow import POST_FLOW, PostState
from improvement_hub.core.audit import audited
from improvement_hub.core.childlevel import refuse_child_level
from improvement_hub.core.markdown import to_words
from improvement_hub.core.models import HubModel, Visibility, shared_with
from improvement_hub.core.writing.states import IN_WRITING, LONGEST_REASON
from improvement_hub.councils.models import Council

UNDATED = date(1, 1, 1)
LONGEST_TEXT = 200_000  # characters; a book chapter. PostgreSQL cannot index texts without end.
OPENING = 220
SHARED = (Visibility.REGION, Visibility.SECTOR, Visibility.PUBLIC)
SHARED_CHOICES = [
    (Visibility.REGION.value, "The region of its council"),
    (Visibility.SECTOR.value, Visibility.SECTOR.label),
    (Visibility.PUBLIC.value, Visibility.PUBLIC.label),
]
WORDS = SearchVector("title", "summary", "body", config="english")


class PostQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """Published posts by their visibility; drafts of one's own council, those it writes together with another, and
        those that one is named over.

        Administrators see all posts that belong to no council: those that were imported.
        """
        published = Q(state=PostState.PUBLISHED) & shared_with(actor, region="owner__region_id")
        return self.filter(published | own(actor))


def own(actor) -> Q:
    """What one's councils own or write together with others, and what one is named over; an administrator's are those
    that belong to no council, and a client's those of the council whose drafts it writes."""
    from blogs.models.links import Authorship
    from blogs.models.together import PostPartner

    if not actor.is_person:
        return Q(owner__in=actor.drafts_for("posts", "case-studies"))
    named = Authorship.objects.filter(author__person=actor.pk)
    partnered = PostPartner.objects.filter(council__in=actor.council_ids)
    theirs = Q(owner__in=actor.council_ids) | Q(pk__in=named.values("post")) | Q(pk__in=partnered.values("post"))
    return theirs | Q(owner=None) if actor.administers else theirs


@audited(exclude=["sort_day", "opening"])
class Post(HubModel):
    """A text by somebody for colleagues. `published_on` is the day it came out at its source, if that is known.

    `source` and `source_guid` say which item of which feed it is. `released_at` is when it was first published
    here; a draft that has one was withdrawn. `publish_at` is when a scheduled one comes out. `shared_at` is when it was
    last published, or shared more widely.
    Undated posts come last: lists are ordered by `sort_day`.
    """

    class Kind(models.TextChoices):
        BLOG = "blog", "Blog"
        GUEST_BLOG = "guest_blog", "Guest blog"
        CASE_STUDY = "case_study", "Case study"
        EVENT_REPORT = "event_report", "Event report"
        RESOURCE = "resource", "Resource or toolkit"

    kind = models.CharField(max_length=12, choices=Kind, default=Kind.BLOG)
    title = models.CharField(max_length=300, validators=[refuse_child_level])
    slug = models.SlugField(max_length=100, unique=True)
    summary = models.TextField(blank=True, validators=[MaxLengthValidator(2000), refuse_child_level])
    body = models.TextField(blank=True, validators=[MaxLengthValidator(LONGEST_TEXT), refuse_child_level])
    opening = models.CharField(max_length=OPENING, blank=True, editable=False)
    published_on = models.DateField(null=True, blank=True)
    sort_day = models.GeneratedField(
        expression=Coalesce("published_on", Value(UNDATED)), output_field=models.DateField(), db_persist=True
    )
    state = models.CharField(max_length=9, choices=PostState, default=PostState.DRAFT)
    publish_at = models.DateTimeField(null=True, blank=True, editable=False)
    returned_reason = models.TextField(blank=True, validators=[MaxLengthValidator(LONGEST_REASON), refuse_child_level])
    released_at = models.DateTimeField(null=True, blank=True, editable=False)
    shared_at = models.DateTimeField(null=True, blank=True, editable=False)
    visibility = models.CharField(max_length=6, choices=SHARED_CHOICES, default=Visibility.SECTOR)
    owner = models.ForeignKey(Council, models.PROTECT, null=True, blank=True, related_name="own_posts")
    source = models.CharField(max_length=255, blank=True)
    source_name = models.CharField(max_length=200, blank=True)
    source_guid = models.CharField(max_length=400, blank=True)
    source_url = models.URLField(max_length=500, blank=True, validators=[URLValidator(["http", "https"])])
    demonstration = models.BooleanField(default=False)
    authors = models.ManyToManyField("blogs.Author", through="blogs.Authorship", related_name="posts")
    councils = models.ManyToManyField(Council, through="blogs.PostCouncil", related_name="posts")
    themes = models.ManyToManyField("blogs.Theme", through="blogs.PostTheme", related_name="posts")

    objects = PostQuerySet.as_manager()
    workflow = POST_FLOW

    class Meta:
        ordering = ["-sort_day", "title", "id"]
        indexes = [
            models.Index(fields=["-sort_day", "title", "id"], name="post_newest_first"),
            models.Index(fields=["created_at", "id"], name="post_as_they_came"),
            GinIndex(WORDS, name="post_words"),
            GinIndex(fields=["title"], name="post_title_like", opclasses=["gin_trgm_ops"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="a_post_has_a_title",
                condition=~Q(title=""),
                violation_error_message="A post has a title.",
            ),
            models.CheckConstraint(
                name="a_published_post_has_text_and_a_release",
                condition=Q(state__in=IN_WRITING)
                | (Q(state__in=[PostState.SUBMITTED, PostState.SCHEDULED]) & ~Q(body=""))
                | (Q(state=PostState.PUBLISHED, released_at__isnull=False, shared_at__isnull=False) & ~Q(body="")),
                violation_error_message="A published post has a text and the moment it was published.",
            ),
            models.CheckConstraint(
                name="a_returned_post_says_why_and_no_other_does",
                condition=(Q(state=PostState.RETURNED) & ~Q(returned_reason=""))
                | (~Q(state=PostState.RETURNED) & Q(returned_reason="")),
                violation_error_message="A post that was returned says why, and no other does.",
            ),
            models.CheckConstraint(
                name="a_scheduled_post_has_its_moment_and_no_other_does",
                condition=Q(state=PostState.SCHEDULED, publish_at__isnull=False)
                | (~Q(state=PostState.SCHEDULED) & Q(publish_at=None)),
                violation_error_message="A post that is scheduled says for when, and no other does.",
            ),
            models.CheckConstraint(
                name="a_post_is_shared_with_a_region_or_wider",
                condition=Q(visibility__in=SHARED),
                violation_error_message="A post is for a region, the sector or everyone.",
            ),
            models.CheckConstraint(
                name="a_post_for_a_region_has_an_owner",
                condition=~Q(visibility=Visibility.REGION) | Q(owner__isnull=False),
                violation_error_message="A post for one region belongs to a council of that region.",
            ),
            models.CheckConstraint(
                name="feed_and_item_are_named_together",
                condition=Q(source="", source_guid="") | (~Q(source="") & ~Q(source_guid="")),
                violation_error_message="A post from a feed names both the feed and the item.",
            ),
            models.UniqueConstraint(
                fields=["source", "source_guid"],
                condition=~Q(source=""),
                name="an_item_of_a_feed_is_one_post",
                violation_error_message="This item of the feed is here already.",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="a_shared_case_study_says_what_did_not_work",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(new__state__in=("submitted", "scheduled", "published")),
                func="""
                    PERFORM FROM blogs_casestudy c WHERE c.post_id = NEW.id AND c.what_did_not_work = '';
                    IF FOUND THEN
                        RAISE EXCEPTION 'a case study that is submitted or published says what did not work'
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'a_shared_case_study_says_what_did_not_work';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self):
        return self.title

    def clean(self):
        """What is invented stands among plainly invented councils, and nothing else does."""
        if self.owner and self.owner.demonstration != self.demonstration:
            raise ValidationError("Demonstration posts belong to demonstration councils, and only to those.")

    def save(self, *args, **kwargs):
        self.opening = textwrap.shorten(to_words(self.body), OPENING, placeholder="…")
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("case-study" if self.is_case_study else "post", args=[self.slug])

    @property
    def is_case_study(self) -> bool:
        return self.kind == self.Kind.CASE_STUDY

    @property
    def sections(self):
        """The structure of a case study; None for any other post, and for one that was not put into sections yet."""
        return getattr(self, "case_study", None) if self.is_case_study else None

    @property
    def comes_from_elsewhere(self) -> bool:
        return bool(self.source or self.source_url)

    @property
    def is_published(self) -> bool:
        return self.state == PostState.PUBLISHED

    @property
    def lead(self) -> str:
        """Its summary, or where it has none the beginning of its text."""
        return self.summary or self.opening

    @property
    def opens_with_summary(self) -> bool:
        """Whether its text begins with its summary, as where a feed cuts the summary from the text."""
        summary = " ".join(self.summary.split()).rstrip(" .…[]")
        return " ".join(to_words(self.body).split()).startswith(summary)

    @property
    def region(self):
        """The region of the council it belongs to; posts for one region are for that one."""
        return self.owner.region if self.owner else None

    @property
    def author_names(self) -> list[str]:
        return [authorship.author.name for authorship in self.authorships.all()]

    @property
    def author_people(self) -> set:
        """Ids of those authors who have an account."""
        return {authorship.author.person_id for authorship in self.authorships.all()} - {None}

    @property
    def partners(self) -> list[Council]:
        return [link.council for link in self.partner_links.all()]

    @property
    def writing_councils(self) -> list[Council]:
        """Whose members write it: the council it belongs to, then its partners."""
        return [self.owner, *self.partners] if self.owner else []

    @property
    def writing_council_ids(self) -> frozenset:
        return frozenset([self.owner_id, *(link.council_id for link in self.partner_links.all())]) - {None}

    @property
    def is_scheduled(self) -> bool:
        return self.state == PostState.SCHEDULED

    @property
    def is_due(self) -> bool:
        return self.is_scheduled and self.publish_at <= timezone.now()

"""What every row of the hub has, and the visibility that decides who may read it."""

import re
import uuid
from datetime import timedelta

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse
from django.utils.text import Truncator, capfirst

from improvement_hub.core.audit import audited


class Visibility(models.TextChoices):
    """Who may read a thing; each level includes those above it."""

    TEAM = "team", "The visiting team"
    REVIEW = "review", "The team and the host"
    REGION = "region", "The host's region"
    SECTOR = "sector", "Members of councils and regions"
    PUBLIC = "public", "Everyone"


BEYOND_THE_TEAM = [choice for choice in Visibility.choices if choice[0] != Visibility.TEAM]


class HubModel(models.Model):
    """A row with a permanent id, and a version that every save raises by one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(auto_now_add=True, editable=False)
    changed_at = models.DateTimeField(auto_now=True, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        self.version += 1
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "version", "changed_at"}
        super().save(*args, **kwargs)


def shared_with(actor, *, visibility="visibility", region="region_id") -> Q:
    """What is shared beyond its makers: with a region, the sector or everyone.

    `visibility` and `region` are the lookups from the model in question.
    """
    shared = Q(**{visibility: Visibility.PUBLIC})
    if actor.in_sector:
        shared |= Q(**{visibility: Visibility.SECTOR})
    if actor.region_ids:
        shared |= Q(**{visibility: Visibility.REGION, f"{region}__in": actor.region_ids})
    return shared


class OpenToAll(models.QuerySet):
    """Public reference facts: everyone sees every row."""

    def visible_to(self, actor):
        return self


class RepeatedRequest(models.Model):
    """The answer to a POST, kept under the key its sender gave, so that a repeat changes nothing."""

    KEPT_FOR = timedelta(days=7)
    LONGEST_KEY = 200

    actor_id = models.UUIDField()
    key = models.CharField(max_length=LONGEST_KEY)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    body = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    etag = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["actor_id", "key"], name="one_answer_per_actor_and_key")]

    def __str__(self):
        return self.key


NOT_FOR_READING = re.compile(r"\d+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class KeptWordsQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """Those who typed them, and nobody else."""
        return self.filter(author=actor.person_id) if actor.is_person else self.none()


class KeptWords(models.Model):
    """What a person typed into a form and has not saved yet; one row for each page that is open.

    `place` is the path of the form's page and `tab` the page as it was opened once. `words` has the fields by
    name, each a list of texts, as a browser sends them.
    """

    KEPT_FOR = timedelta(days=90)
    LONGEST_PLACE = 250

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="kept_words")
    place = models.CharField(max_length=LONGEST_PLACE)
    heading = models.CharField(max_length=400)
    tab = models.UUIDField()
    words = models.JSONField()
    kept_at = models.DateTimeField()

    objects = KeptWordsQuerySet.as_manager()

    class Meta:
        ordering = ["-kept_at", "id"]
        indexes = [models.Index(fields=["kept_at"], name="kept_words_by_age")]
        constraints = [models.UniqueConstraint(fields=["author", "place", "tab"], name="words_of_a_tab_are_kept_once")]

    def __str__(self):
        return self.first("title") or self.heading

    def get_absolute_url(self):
        return reverse("kept-words", args=[self.pk])

    def first(self, name: str) -> str:
        return next(iter(self.words.get(name, [])), "")

    @property
    def back(self) -> str:
        """The address of the form, filled with these words."""
        return f"{self.place}?words={self.pk}"

    @property
    def longest(self) -> str:
        """The beginning of the longest text of several words among them."""
        sentences = [text for _, text in self.texts if len(text.split()) > 1]
        return Truncator(max(sentences, key=len, default="")).chars(220)

    @property
    def texts(self) -> list[tuple[str, str]]:
        """(name of the field in words, text), for a person to read and copy."""
        return texts_of(self.words)

    @property
    def as_sent(self) -> QueryDict:
        """The words as a browser would send them."""
        sent = QueryDict(mutable=True)
        for name, texts in self.words.items():
            sent.setlist(name, texts)
        return sent


def texts_of(words) -> list[tuple[str, str]]:
    """What of {field: [text, ...]} a person typed or chose by name: ids and numbers of versions are left out."""
    return [
        (capfirst(name.replace("_", " ")), text)
        for name, texts in words.items()
        for text in texts
        if text.strip() and not NOT_FOR_READING.fullmatch(text)
    ]


class SavedViewQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """Those who saved them, and nobody else."""
        return self.filter(owner=actor.person_id) if actor.is_person else self.none()


@audited
class SavedView(HubModel):
    """A list as a person likes to see it: the `query` of its page at `place`, under a name of their own. Of one that is
    followed, their digest tells what is newly found."""

    MOST = 30

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views")
    place = models.CharField(max_length=250)
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=2000, blank=True)
    is_default = models.BooleanField(default=False)
    is_followed = models.BooleanField(default=False)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "place", "name"],
                name="a_view_has_a_name_of_its_own",
                violation_error_message="You have a view of this name already.",
            ),
            models.UniqueConstraint(
                fields=["owner", "place"],
                condition=Q(is_default=True),
                name="a_list_opens_with_one_view",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        """The list as it was saved; naming the view keeps the one that opens by itself out of the way."""
        return f"{self.place}?view={self.pk}" + (f"&{self.query}" if self.query else "")

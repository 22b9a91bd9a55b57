"""The index that every product feeds. The database writes it itself, in the transaction of the change: see `install`.

An entry has the id of the thing it stands for. What is only a draft, or confidential, has none.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q

from improvement_hub.core.models import OpenToAll, Visibility, shared_with


class EntryQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """What is shared with this actor: with their region, the sector or everyone; what their councils hold, and
        for administrators what is held by none."""
        seen = shared_with(actor)
        if actor.council_ids:
            seen |= Q(holders__overlap=list(actor.council_ids))
        if actor.is_person and actor.administers:
            seen |= Q(holders=[])
        return self.filter(seen)


class Entry(models.Model):
    """What search decides by. The row is narrow, so that ranking and counting many of them stays quick.

    `facets` are `Facet` ids: its kind, themes with all broader ones, regions, types of council, stage, level, year.
    `words` is all of its text; `telling` what ranks it: title (A), councils, themes, authors (B), beginning (C) and
    the words its text says again and again. `steps` has of each telling word its place and how often it stands there,
    so that an index finds the entries that can rank highest.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    kind = models.CharField(max_length=20)
    visibility = models.CharField(max_length=6, choices=Visibility)
    region_id = models.UUIDField(null=True)
    holders = ArrayField(models.UUIDField(), null=True)
    demonstration = models.BooleanField()
    day = models.DateField(null=True)
    facets = ArrayField(models.IntegerField())
    councils = ArrayField(models.UUIDField())
    telling = SearchVectorField()
    words = SearchVectorField()
    steps = SearchVectorField()

    objects = EntryQuerySet.as_manager()

    class Meta:
        indexes = [
            GinIndex(fields=["words"], name="entry_words", fastupdate=False),
            GinIndex(fields=["steps"], name="entry_steps", fastupdate=False),
            GinIndex(fields=["facets"], name="entry_facets", fastupdate=False),
            models.Index(models.F("day").desc(nulls_last=True), "id", name="entry_newest"),
        ]

    def __str__(self):
        return str(self.pk)


class OfEntry(models.QuerySet):
    def visible_to(self, actor):
        return self.filter(entry__in=Entry.objects.visible_to(actor))


class EntryText(models.Model):
    """What search shows of an entry: looked up for the few on a page."""

    entry = models.OneToOneField(Entry, models.CASCADE, primary_key=True, related_name="text")
    title = models.CharField(max_length=300)
    url = models.CharField(max_length=200)
    place = models.TextField()
    lead = models.TextField()
    body = models.TextField()

    objects = OfEntry.as_manager()

    class Meta:
        indexes = [GinIndex(SearchVector("title", config="simple"), name="entry_title_words")]

    def __str__(self):
        return self.title


class Facet(models.Model):
    """A small number for a value that entries are counted by: facet `theme`, key the theme's id; never changed."""

    facet = models.CharField(max_length=20)
    key = models.CharField(max_length=40)

    objects = OpenToAll.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["facet", "key"], name="a_value_of_a_facet_once")]

    def __str__(self):
        return f"{self.facet}: {self.key}"


class WordQuerySet(models.QuerySet):
    def visible_to(self, actor):
        """Words of what everyone may read, for members of the sector also of what the sector may read."""
        return self.filter(in_sector__gt=0) if actor.in_sector else self.filter(in_public__gt=0)


class Word(models.Model):
    """A word as it is written, its stem, and in how many entries it stands; counted by the clock, not exactly now.

    The empty word stands in all of them. It weighs words against each other and corrects their spelling; nothing
    is found or left out by it.
    """

    word = models.CharField(max_length=60, primary_key=True)
    stem = models.CharField(max_length=60)
    in_public = models.IntegerField()
    in_sector = models.IntegerField()

    objects = WordQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["stem"], name="word_stem"),
            GistIndex(fields=["word"], name="word_like", opclasses=["gist_trgm_ops"]),
        ]

    def __str__(self):
        return self.word


class Edition(models.Model):
    """Counts the changes of the index: the sum over all rows is a number that no other state of the index has.

    Several rows, so that writers at the same time need not wait for each other.
    """

    changes = models.BigIntegerField(default=0)

    objects = OpenToAll.as_manager()

    def __str__(self):
        return str(self.changes)

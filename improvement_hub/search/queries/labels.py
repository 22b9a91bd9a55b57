"""What facets are called: small tables, kept in the process for as long as the index has the same edition."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from django.db import connection
from django.urls import reverse

from blogs.levels import Level
from blogs.models import Post, Theme
from demonstrators.workflow import Stage
from improvement_hub.councils.models import Council, Region
from improvement_hub.search.asked import WORD
from improvement_hub.search.models import Facet
from improvement_hub.search.vocabulary import Names, lines_of_equivalents, names_of

FACETS = {
    "kind": "Kind",
    "theme": "Theme",
    "region": "Region",
    "council_type": "Type of council",
    "stage": "Stage",
    "evidence_level": "Evidence level",
    "year": "Year",
}
KINDS = dict(Post.Kind.choices) | {
    "site": "Demonstrator site",
    "approach": "Approach",
    "review": "Peer review",
    "event": "Shared learning event",
}
UNDATED = "undated"
NOBODYS = -1_000_000  # ids of values that no entry has are below nought
STEMS = "SELECT w, coalesce((ts_lexize('english_stem', w))[1], '') FROM unnest(%s::text[]) w"


@dataclass(frozen=True)
class Label:
    """A value of a facet: `key` as addresses have it, `words` as pages have it."""

    id: int
    facet: str
    key: str
    words: str
    demonstration: bool = False

    @cached_property
    def url(self) -> str:
        """The page of a theme."""
        return reverse("theme", args=[self.key])


@dataclass(frozen=True)
class Labels:
    """`by_id` is what the index counts with, `by_key` what addresses ask for, `names` the vocabulary."""

    edition: int
    by_id: dict[int, Label]
    by_key: dict[str, dict[str, Label]]
    names: Names = field(repr=False)

    def asked(self, facet, key) -> Label | None:
        """The value an address names. One that nothing has is shown as one that nothing visible has, so that choosing
        it tells nothing of what one may not read; None for a key of no value."""
        known = self.by_key.get(facet, {}).get(key)
        if known is None and facet == "year" and re.fullmatch(r"[12]\d{3}", key):
            return Label(NOBODYS - int(key), facet, key, key)
        return known

    def knowing(self, ids) -> "Labels":
        """These, or what they are by now: a value can be new since the edition was read."""
        return self if self.by_id.keys() >= set(ids) else draw(self.edition)


_kept: list[Labels] = []


def labels_of(edition: int) -> Labels:
    """From this process's memory, or drawn anew: four statements. What a transaction has not committed is not kept."""
    if connection.in_atomic_block:
        return draw(edition)
    kept = _kept[0] if _kept else None
    if kept is None or kept.edition != edition:
        _kept[:] = [kept := draw(edition)]
    return kept


def draw(edition) -> Labels:
    themes = list(Theme.objects.all())
    regions = list(Region.objects.all())
    words = {str(row.pk): (row.slug, row.name, getattr(row, "demonstration", False)) for row in [*themes, *regions]}
    by_id, by_key = {}, vocabulary_of_facets([*themes], [*regions])
    for row in Facet.objects.all():
        key, said, invented = words.get(row.key) or (row.key, said_of(row), False)
        label = by_id[row.pk] = Label(row.pk, row.facet, key, said, invented)
        by_key[row.facet][key] = label
    return Labels(edition, by_id, dict(by_key), vocabulary(themes))


def vocabulary_of_facets(themes, regions) -> dict[str, dict[str, Label]]:
    """Every value there could be but years, as one that no entry has."""
    rows = [("theme", row.slug, row.name) for row in themes] + [("region", row.slug, row.name) for row in regions]
    rows += [(facet, key, words) for facet, words_of in named_values().items() for key, words in words_of.items()]
    found: dict[str, dict[str, Label]] = defaultdict(dict, year={UNDATED: Label(NOBODYS, "year", UNDATED, "Undated")})
    for number, (facet, key, words) in enumerate(rows, start=1):
        found[facet][key] = Label(-number, facet, key, words)
    return found


def named_values() -> dict[str, dict[str, str]]:
    named = {"kind": KINDS, "council_type": dict(Council.Kind.choices), "stage": dict(Stage.choices)}
    return named | {"evidence_level": dict(Level.choices)}


def said_of(row) -> str:
    return named_values().get(row.facet, {}).get(row.key) or row.key.capitalize()


def vocabulary(themes) -> Names:
    rows = [(theme.name, theme.acronym, theme.synonyms) for theme in themes]
    said = [word for name, acronym, synonyms in rows for word in (name, acronym, *synonyms)]
    said += [word for line in lines_of_equivalents() for word in line]
    return names_of(rows, stems_of({text for name in said for text in WORD.findall(name.lower())}))


def stems_of(words) -> dict[str, str]:
    """As the index stems them; empty for words that say nothing."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT w, coalesce((ts_lexize('english_stem', w))[1], '') FROM unnest(%s::text[]) w", [list(words)]
        )
        return dict(cursor.fetchall())

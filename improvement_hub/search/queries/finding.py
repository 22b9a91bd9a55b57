"""One question and its answer."""

from dataclasses import dataclass, field, replace
from datetime import date

from django.db import connection

from improvement_hub.search.asked import Part, joined, literal, marked, terms_of, whole, widened
from improvement_hub.search.queries import browsing, ranking, tiers
from improvement_hub.search.queries.counting import Choice, Condition, statement
from improvement_hub.search.queries.labels import FACETS, KINDS, Label, Labels, labels_of
from improvement_hub.search.queries.reading import Known, known_of
from improvement_hub.search.queries.seeing import as_condition, entries_for
from improvement_hub.search.queries.spelling import corrected
from improvement_hub.search.vocabulary import named

FEW = 10  # answers to all words; with fewer, those with most words are shown too
A_PAGE = 20
# The planner takes reading every text for as cheap as reading a row, and compiling for worth its while. Sent with the
# statement, these are in force for it alone; within a transaction they would outlast it, and are left out.
FOR_THIS_ONE = "SET LOCAL enable_seqscan = off; SET LOCAL jit = off; SET LOCAL work_mem = '32MB';"


@dataclass(frozen=True)
class Wish:
    """What is asked: the words, chosen keys by facet, councils by id, and which page of the answer. `has_all`: nothing
    that has only most of the words; `among`: only things of these ids."""

    q: str = ""
    chosen: dict[str, list[str]] = field(default_factory=dict)
    councils: tuple | None = None
    demonstration: str = ""
    order: str = ""
    as_typed: bool = False
    has_all: bool = False
    among: tuple | None = None
    page: int = 1
    size: int = A_PAGE


@dataclass(frozen=True)
class Count:
    """One value of a facet with how many answers have it."""

    label: Label
    number: int
    is_chosen: bool


@dataclass(frozen=True)
class Answer:
    """One entry that was found; `title` and `snippet` have marks around the words that were asked for."""

    id: str
    kind: str
    title: str
    url: str
    place: str
    day: date | None
    snippet: str
    score: float
    labels: list[Label]
    demonstration: bool

    @property
    def is_known_by_year(self) -> bool:
        """Of approaches and earlier reviews often the year alone is known, and the index has its first day."""
        return self.kind in ("approach", "review") and self.day is not None and (self.day.month, self.day.day) == (1, 1)

    @property
    def known_day(self) -> date | None:
        return None if self.is_known_by_year else self.day

    @property
    def kind_words(self) -> str:
        return KINDS[self.kind]

    @property
    def themes(self) -> list[Label]:
        return self.of("theme")

    @property
    def standing(self) -> list[Label]:
        """How far it has come, and how good its evidence is."""
        return self.of("stage", "evidence_level")

    def of(self, *facets: str) -> list[Label]:
        return [label for label in self.labels if label.facet in facets]


@dataclass(frozen=True)
class Found:
    """`corrected`: the question as it was read, where a word of it was misspelt. `has_most`: no entry, or hardly any,
    has all of the words, so these have most of them."""

    answers: list[Answer]
    total: int
    facets: dict[str, list[Count]]
    corrected: str = ""
    has_most: bool = False


def search(wish: Wish, actor) -> Found:
    """What this actor may read of what was asked for, and the counts of every facet; four statements at most."""
    typed = terms_of(wish.q)
    known = known_of(typed, actor)
    labels = labels_of(known.edition)
    asking = Asking(wish, actor, known, labels)
    parts = named(known.told(typed), labels.names)
    found = asking.all_of(parts)
    if found.total or not typed:
        return asking.with_most(parts, found) if found.total < FEW else found
    meant = None if wish.as_typed else corrected(known.told(typed), actor)
    if meant is None:
        return asking.with_most(parts, found)
    parts = named(meant, labels.names)
    return replace(asking.with_most(parts, asking.all_of(parts)), corrected=in_words(meant))


def in_words(parts: list[Part]) -> str:
    return " ".join(
        ("-" if part.is_excluded else "") + (f'"{spoken}"' if part.is_phrase else spoken)
        for part in parts
        for spoken in [" ".join(word.text for word in part.words)]
    )


@dataclass(frozen=True)
class Asking:
    wish: Wish
    actor: object
    known: Known
    labels: Labels

    def all_of(self, parts) -> Found:
        """Entries that have all that is asked."""
        query = whole(parts)
        matching = Condition("words @@ %s::tsquery", [query]) if query else Condition("true")
        asked = [part for part in parts if not part.is_excluded and part.telling]
        return self.ask(parts, matching, min((tiers.most_with(part) for part in asked), default=0))

    def with_most(self, parts, found: Found) -> Found:
        """Where hardly any entry has all words of several: those that have most of their weight, best first."""
        asked = [part for part in parts if not part.is_excluded and part.telling]
        wanted = [part for part in asked if any(word.entries for word in part.telling)] or asked
        if self.wish.has_all or found.total >= FEW or len(asked) < 2:
            return found
        wider = self.ask(parts, *self.most_of(parts, wanted))
        return replace(wider, has_most=True) if wider.total > found.total else found

    def most_of(self, parts, wanted) -> tuple[Condition, float]:
        """And how many entries that may be at the most."""
        weights = [ranking.weight(part, self.known.entries) for part in wanted]
        terms = " + ".join("CASE WHEN words @@ %s::tsquery THEN %s ELSE 0 END" for _ in wanted)
        params = [value for part, share in zip(wanted, weights, strict=True) for value in (widened(part), share)]
        excluded = [literal(part) for part in parts if part.is_excluded and literal(part)]
        none_of = " AND NOT words @@ %s::tsquery" * len(excluded)
        least = ranking.MOST_OF_IT * sum(weights)
        rare = needed(wanted, weights, least)
        query = joined("|", [widened(part) for part in rare])
        matching = Condition(f"words @@ %s::tsquery AND {terms} >= %s{none_of}", [query, *params, least, *excluded])
        return matching, sum(tiers.most_with(part) for part in rare)

    def ask(self, parts, matching: Condition, most: float) -> Found:
        wish, has_words = self.wish, any(not part.is_excluded and part.telling for part in parts)
        where, choices = self.visible(matching), self.choices()
        first = (wish.page - 1) * wish.size
        if not has_words:
            counts = browsing.counts(self.known.edition, where, choices)
            return self.found(choices, counts, browsing.newest(where, choices, first, wish.size))
        is_best = wish.order != "newest"
        sql, params = statement(
            where=where,
            tiers=tiers.tiers_for(parts, self.known.entries, most) if is_best else [],
            score=ranking.score(parts, self.known.entries) if is_best else Condition("0.0"),
            choices=choices,
            first=first,
            size=wish.size,
            mark=marked(parts),
            closer=ranking.closer(parts, self.known.entries) if is_best else Condition("0"),
        )
        with connection.cursor() as cursor:
            cursor.execute(sql if connection.in_atomic_block else FOR_THIS_ONE + sql, params)
            *counts, rows = cursor.fetchone()
        return self.found(choices, counts, rows)

    def visible(self, matching: Condition) -> Condition:
        """By the one rule of who may see an entry."""
        entries = entries_for(self.actor, self.wish.demonstration)
        if self.wish.councils is not None:
            entries = entries.filter(councils__overlap=list(self.wish.councils))
        if self.wish.among is not None:
            entries = entries.filter(pk__in=self.wish.among)
        seen = as_condition(entries)
        return Condition(f"{seen.sql} AND {matching.sql}", [*seen.params, *matching.params])

    def choices(self) -> list[Choice]:
        return [
            Choice(facet, [label.id for label in self.chosen(facet)], [label.id for label in known.values()])
            for facet, known in ((facet, self.labels.by_key.get(facet, {})) for facet in self.wish.chosen)
            if self.wish.chosen[facet]
        ]

    def chosen(self, facet) -> list[Label]:
        asked = (self.labels.asked(facet, key) for key in self.wish.chosen[facet])
        return [label for label in asked if label]

    def found(self, choices, counts, rows) -> Found:
        numbers = {int(value): number for value, number in counts[0].items()}
        labels = self.labels.knowing(numbers).by_id
        total = sum(number for value, number in numbers.items() if labels[value].facet == "kind")
        for choice, own in zip(choices, counts[1:], strict=True):
            numbers = {value: number for value, number in numbers.items() if value not in choice.all_ids}
            numbers |= {int(value): number for value, number in own.items()}
        chosen = {label.id: label for choice in choices for label in self.chosen(choice.facet)}
        answers = [answer(labels, *row) for row in rows]
        return Found(answers, total, facets_of(labels | chosen, numbers, chosen))


def facets_of(labels, numbers, chosen) -> dict[str, list[Count]]:
    """For each facet its values, the most frequent first, years the latest first; what is chosen also at nought."""
    counts = [Count(labels[value], numbers.get(value, 0), value in chosen) for value in {*numbers, *chosen}]
    counts.sort(key=lambda count: (-count.number, count.label.words))
    facets = {facet: [count for count in counts if count.label.facet == facet] for facet in FACETS}
    facets["year"].sort(key=lambda count: (count.label.key.isdecimal(), count.label.key), reverse=True)
    return facets


def answer(labels, pk, kind, title, url, place, day, snippet, score, facets, demonstration) -> Answer:
    shown = [labels[value] for value in facets]
    day = date.fromisoformat(day) if day else None
    return Answer(pk, kind, title, url, place, day, snippet, score, shown, demonstration)


def needed(wanted, weights, least) -> list[Part]:
    """Parts of which every entry with the least weight has one: the heaviest, as few as that takes."""
    left, rare = sum(weights), []
    for share, part in sorted(zip(weights, wanted, strict=True), key=lambda pair: -pair[0]):
        if left < least:
            break
        rare.append(part)
        left -= share
    return rare

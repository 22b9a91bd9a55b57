"""What else is about the same: by the rare words two texts share, not by the phrases that all of the trade's have."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from improvement_hub.search.queries.labels import KINDS, Labels, labels_of
from improvement_hub.search.queries.reading import audience
from improvement_hub.search.queries.seeing import as_condition, entries_for

MOST = 5
LEAST = 0.08  # of likeness; below it two texts share a trade and no subject
MOST_LOOKED_AT = 5000  # entries, by way of the words that are rarest
WORDS_COMPARED = 40
THEME = 0.15  # what each shared theme adds
ONCE_MORE = 8  # the higher, the more a word counts that is said again and again
OF_THE_TRADE = 0.5  # a word in more of all entries than this tells nothing of a subject

# how much a text says a word: by its place, and how often, until once more says little more
SAYS = """(
    SELECT sum(CASE w WHEN 'A' THEN 4 WHEN 'B' THEN 3 WHEN 'C' THEN 1.5 ELSE 1 END) FROM unnest(weights) w
)::float"""
RELATED = f"""
    WITH edition AS (SELECT coalesce(sum(changes), 0)::bigint AS number FROM search_edition),
    me AS (SELECT id, words, facets FROM search_entry WHERE id = %s),
    size AS (SELECT {{count}}::float AS entries FROM search_word WHERE word BETWEEN '' AND ''),
    mine AS (
        SELECT lexeme, {SAYS} / ({SAYS} + {ONCE_MORE}) AS said, seen,
            power(ln(greatest(entries, seen) / seen), 0.7) AS rare
        FROM size, me, unnest(me.words), LATERAL (
            SELECT max({{count}})::float AS seen FROM search_word WHERE stem = lexeme
        ) counted WHERE seen > 1 AND seen < {OF_THE_TRADE} * entries
    ),
    top AS (SELECT *, said * rare AS heft FROM mine ORDER BY said * rare DESC, lexeme LIMIT {WORDS_COMPARED}),
    rarest AS (SELECT *, sum(seen) OVER (ORDER BY heft DESC, lexeme) AS looked_at FROM top),
    asked AS (
        SELECT string_agg(quote_literal(lexeme), ' | ')::tsquery AS query FROM rarest
        WHERE looked_at <= {MOST_LOOKED_AT}
    ),
    likely AS (
        SELECT e.id, e.words, e.facets FROM search_entry e, asked
        WHERE e.words @@ asked.query AND {{visible}} AND e.id <> ALL (SELECT id FROM me)
        ORDER BY ts_rank(e.telling, asked.query) DESC, e.id LIMIT 200
    ),
    shared AS (
        SELECT likely.id, sum(top.heft * theirs.said * top.rare) AS likeness,
            array_agg(top.lexeme ORDER BY top.heft * theirs.said DESC, top.lexeme) AS stems
        FROM likely, LATERAL (
            SELECT lexeme, {SAYS} / ({SAYS} + {ONCE_MORE}) AS said FROM unnest(likely.words)
        ) theirs JOIN top USING (lexeme)
        GROUP BY likely.id
    ),
    own AS (SELECT sum(heft * heft) AS heft FROM top)
    SELECT likely.id, e.kind, t.title, t.url, t.place, e.day, shared.likeness / own.heft AS likeness,
        ARRAY(SELECT unnest(likely.facets) INTERSECT SELECT unnest(me.facets)) AS common,
        ARRAY(SELECT (
            SELECT word FROM search_word WHERE stem = s.stem AND {{count}} > 0 ORDER BY {{count}} DESC, word LIMIT 1
        ) FROM unnest(shared.stems[:3]) s(stem)) AS words, edition.number
    FROM edition, own, me, shared JOIN likely USING (id) JOIN search_entry e USING (id)
    JOIN search_entrytext t ON t.entry_id = e.id
    ORDER BY likeness DESC, e.day DESC NULLS LAST, e.id LIMIT 20
"""  # noqa: S608


@dataclass(frozen=True)
class Relative:
    """Another entry, how alike it is (1: as itself), and why: shared themes, and words that few others have."""

    id: str
    kind: str
    title: str
    url: str
    place: str
    day: date | None
    likeness: float
    themes: list[str]
    words: list[str]

    @property
    def kind_words(self) -> str:
        return KINDS.get(self.kind, self.kind)


def related(pk, actor, *, most: int = MOST) -> list[Relative]:
    """The entries this actor may read that are most like one, the most alike first; none where none is alike."""
    seen = as_condition(entries_for(actor))
    sql = RELATED.format(count=audience(actor), visible=seen.sql.replace('"search_entry"', "e"))
    with connection.cursor() as cursor:
        cursor.execute(sql, [pk, *seen.params])
        rows = cursor.fetchall()
    common = {value for row in rows for value in row[-3]}
    labels = labels_of(rows[0][-1]).knowing(common) if rows else None
    found = [one for one in (relative(labels, *row[:-1]) for row in rows) if one.likeness >= LEAST]
    return sorted(found, key=lambda one: -one.likeness)[:most]


def relative(labels: Labels, pk, kind, title, url, place, day, likeness, common, words) -> Relative:
    themes = [labels.by_id[value].words for value in common if labels.by_id[value].facet == "theme"]
    likeness = float(likeness) * (1 + THEME * len(themes))
    return Relative(str(pk), kind, title, url, place, day, likeness, sorted(themes), [word for word in words if word])

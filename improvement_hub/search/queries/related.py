"""What else is about the same: by the rare words two texts share, not by the phrases that all of the trade's have."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from improvement_hub.search.models import Entry
from improvement_hub.search.queries.labels import KINDS, Labels, labels_of
from improvement_hub.search.queries.reading import audience

MOST = 5
LEAST = 0.12  # of likeness; below it two texts share a trade and no subject
MOST_LOOKED_AT = 5000  # entries, by way of the words that are rarest
WORDS_COMPARED = 30

# a word's weight in an entry: its best place, and a little for being repeated
HEFT = """(CASE WHEN 'A' = ANY (weights) THEN 1.0 WHEN 'B' = ANY (weights) THEN 0.8
    WHEN 'C' = ANY (weights) THEN 0.5 ELSE 0.3 END + 0.1 * least(cardinality(positions), 5))"""
RELATED = f"""
    WITH me AS (SELECT id, telling, facets, councils FROM search_entry WHERE id = %s),
    size AS (SELECT greatest(reltuples, 2) AS entries FROM pg_class WHERE oid = 'search_entry'::regclass),
    mine AS (
        SELECT lexeme, {HEFT} * ln(greatest(entries, seen) / seen) AS heft, ln(greatest(entries, seen) / seen) AS rare, seen
        FROM size, me, unnest(me.telling), LATERAL (
            SELECT max({{count}})::float AS seen FROM search_word WHERE stem = lexeme
        ) counted WHERE seen > 1 AND seen < 0.34 * entries
    ),
    top AS (SELECT *, sum(seen) OVER (ORDER BY heft DESC, lexeme) AS looked_at FROM mine ORDER BY heft DESC, lexeme LIMIT {WORDS_COMPARED}),
    asked AS (
        SELECT string_agg(quote_literal(lexeme), ' | ')::tsquery AS query FROM top WHERE looked_at <= {MOST_LOOKED_AT}
    ),
    likely AS (
        SELECT e.id, e.telling, e.facets FROM search_entry e, asked
        WHERE e.words @@ asked.query AND {{visible}} AND e.id <> ALL (SELECT id FROM me)
        ORDER BY ts_rank(e.telling, asked.query) DESC, e.id LIMIT 150
    ),
    shared AS (
        SELECT likely.id, sum(top.heft * theirs.heft * top.rare) AS likeness,
            array_agg(top.lexeme ORDER BY top.heft * theirs.heft * top.rare DESC, top.lexeme) AS stems
        FROM likely, LATERAL (SELECT lexeme, {HEFT} AS heft FROM unnest(likely.telling)) theirs JOIN top USING (lexeme)
        GROUP BY likely.id
    ),
    own AS (SELECT sum(heft * heft) AS heft FROM top)
    SELECT likely.id, e.kind, t.title, t.url, t.place, e.day, shared.likeness / own.heft AS likeness,
        ARRAY(SELECT unnest(likely.facets) INTERSECT SELECT unnest(me.facets)) AS common,
        ARRAY(SELECT (SELECT word FROM search_word WHERE stem = s.stem AND {{count}} > 0 ORDER BY {{count}} DESC, word LIMIT 1)
            FROM unnest(shared.stems[:3]) s(stem)) AS words
    FROM own, me, shared JOIN likely USING (id) JOIN search_entry e USING (id) JOIN search_entrytext t ON t.entry_id = e.id
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
    visible, params = visible_sql(actor)
    with connection.cursor() as cursor:
        cursor.execute(RELATED.format(count=audience(actor), visible=visible), [pk, *params])
        rows = cursor.fetchall()
        cursor.execute("SELECT coalesce(sum(changes), 0) FROM search_edition")
        labels = labels_of(int(cursor.fetchone()[0]))
    found = [relative(labels, *row) for row in rows]
    return [one for one in sorted(found, key=lambda one: -one.likeness) if one.likeness >= LEAST][:most]


def visible_sql(actor):
    entries = Entry.objects.visible_to(actor)
    if not actor.demonstration:
        entries = entries.filter(demonstration=False)
    sql, params = entries.query.get_compiler(connection=connection).compile(entries.query.where)
    return sql.replace('"search_entry"', "e"), params


def relative(labels: Labels, pk, kind, title, url, place, day, likeness, common, words) -> Relative:
    themes = [labels.by_id[value].words for value in common if labels.by_id[value].facet == "theme"]
    return Relative(str(pk), kind, title, url, place, day, float(likeness), sorted(themes), [w for w in words if w])

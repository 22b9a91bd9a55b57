"""The statement: entries that match, how many have each value of each facet, and the best of them.

A facet's own choice does not narrow its own counts, only those of the others: one sees what else there is.
"""

from dataclasses import dataclass, field

# body D: said twice; beginning and often said C; councils, themes, authors B; title A
WEIGHTS = "'{0.15, 0.3, 0.6, 1.0}'"


@dataclass
class Condition:
    """SQL with its parameters."""

    sql: str
    params: list = field(default_factory=list)


@dataclass(frozen=True)
class Choice:
    """Values chosen of one facet: `ids` chosen, `all_ids` all there are."""

    facet: str
    ids: list[int]
    all_ids: list[int]


def statement(
    *, where: Condition, score: Condition, closer: Condition, choices: list[Choice], first: int, size: int, mark: str
):
    """(SQL, parameters); it gives one row: {facet id: count}, [the same for each choice], [rows of the page].

    score: of each entry that matches, from its telling words. closer: what the best of them get on top of it, from
    all of their words (of `e`). mark: the tsquery whose words are marked.
    """
    found = found_rows(where, score, choices)
    counts = [counts_without(number, choices) for number in range(-1, len(choices))]
    page, page_params = page_rows(choices, closer, first, size, mark)
    sql = f"""
        WITH found AS MATERIALIZED ({found.sql})
        SELECT {", ".join(count.sql for count in counts)}, {page}
    """
    return sql, [*found.params, *(param for count in counts for param in count.params), *page_params]


def found_rows(where, score, choices) -> Condition:
    flags = "".join(f", facets && %s::int[] AS chosen_{number}" for number in range(len(choices)))
    sql = f"SELECT id, day, facets, {score.sql} AS score{flags} FROM search_entry WHERE {where.sql}"  # noqa: S608
    return Condition(sql, [*score.params, *([choice.ids] for choice in choices), *where.params])


def kept(choices, without=-1) -> str:
    """Rows that have what was chosen of every facet, or of all but one."""
    chosen = [f"chosen_{number}" for number in range(len(choices)) if number != without]
    return " AND ".join(chosen) or "true"


def counts_without(number, choices) -> Condition:
    """Counts under all choices for -1, else those of one facet under the choices of the others."""
    own = "" if number < 0 else "AND value = ANY(%s)"
    sql = f"""(
        SELECT coalesce(json_object_agg(value, number), '{{}}') FROM (
            SELECT value, count(*) AS number FROM found, unnest(facets) value
            WHERE {kept(choices, number)} {own} GROUP BY value
        ) counted
    )"""  # noqa: S608
    return Condition(sql, [choices[number].all_ids] if number >= 0 else [])


def page_rows(choices, closer: Condition, first, size, mark):
    """The best by score are weighed again by all of their words; what comes behind them stays as it is."""
    title = f"ts_headline('english', t.title, %s::tsquery, {MARKS} || ', HighlightAll=true')"
    lead = f"ts_headline('english', t.body, %s::tsquery, {MARKS} || {FRAGMENTS})"
    sql = f"""(
        SELECT coalesce(json_agg(json_build_array(
            e.id, e.kind, {title}, t.url, t.place, best.day, {lead}, best.weight, best.facets, e.demonstration
        ) ORDER BY best.rank), '[]')
        FROM (
            SELECT *, row_number() OVER (ORDER BY place > {CLOSELY}, weight DESC, place) AS rank FROM (
                SELECT likely.*, CASE WHEN place <= {CLOSELY} THEN score + {closer.sql} ELSE score END AS weight
                FROM (
                    SELECT id, day, facets, score, row_number() OVER (ORDER BY {BEST}) AS place FROM found
                    WHERE {kept(choices)} ORDER BY {BEST} LIMIT greatest({CLOSELY}, %s)
                ) likely JOIN search_entry e USING (id)
            ) weighed ORDER BY rank LIMIT %s OFFSET %s
        ) best JOIN search_entry e USING (id) JOIN search_entrytext t ON t.entry_id = e.id
    )"""  # noqa: S608
    return sql, [mark, mark, *closer.params, first + size, size, first]


CLOSELY = 150  # entries that are looked at closely
MARKS = "'StartSel=\x02, StopSel=\x03'"
FRAGMENTS = "', MaxFragments=2, MaxWords=24, MinWords=10, FragmentDelimiter=\" … \"'"
BEST = "score DESC, day DESC NULLS LAST, id"

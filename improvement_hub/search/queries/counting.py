"""The statement: how many entries that match have each value of each facet, and the best of them.

A facet's own choice does not narrow its own counts, only those of the others: one sees what else there is.
"""

from dataclasses import dataclass, field

# body D: said twice; beginning and often said C; councils, themes, authors B; title A; machinery.sql has them too
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


@dataclass(frozen=True)
class Tier:
    """Entries a tsquery of `steps` finds; the score of any other is below `below`."""

    query: str
    below: float


def statement(
    *,
    where: Condition,
    score: Condition,
    closer: Condition,
    choices: list[Choice],
    first: int,
    size: int,
    mark: str,
    tiers: list[Tier] | None = None,
):
    """(SQL, parameters); it gives one row: {facet id: count}, [the same for each choice], [rows of the page].

    score: of each entry that matches, from its telling words. closer: what the best of them get on top of it, from
    all of their words (of `e`). mark: the tsquery whose words are marked. tiers: where many entries match, which to
    rank at first, the narrowest first; None: few match, and each is read once.
    """
    if tiers is None:
        alike = Condition("SELECT facets, count(*) AS number FROM found GROUP BY facets")
        named = [("found", ranked(where, score))]
    else:
        alike = alike_of(where)
        named = tiers_of(together(where, chosen(choices)), score, tiers, max(CLOSELY, first + size))
    counts = [counts_without(number, choices) for number in range(-1, len(choices))]
    page = page_rows(chosen(choices), closer, first, size, mark)
    parts = [*(condition for _, condition in named), alike, *counts, page]
    sql = f"""
        WITH {", ".join(f"{name} AS MATERIALIZED ({condition.sql})" for name, condition in named)},
        alike AS MATERIALIZED ({alike.sql})
        SELECT {", ".join(part.sql for part in [*counts, page])}
    """
    return sql, [param for part in parts for param in part.params]


def alike_of(where: Condition) -> Condition:
    """Many entries have the same values of all facets: counted as one, they are unpacked once."""
    return Condition(
        f"SELECT facets, count(*) AS number FROM search_entry WHERE {where.sql} GROUP BY facets",  # noqa: S608
        where.params,
    )


def ranked(where: Condition, score: Condition) -> Condition:
    sql = f"SELECT id, day, facets, {score.sql} AS score FROM search_entry WHERE {where.sql}"  # noqa: S608
    return Condition(sql, [*score.params, *where.params])


def tiers_of(where, score, tiers, wanted) -> list[tuple[str, Condition]]:
    """Each tier is read only where those before it do not hold all of the best: `wanted` entries that no other entry
    reaches. The last is everything."""
    named, lacking = [], "true"
    for number, tier in enumerate(tiers):
        within = Condition(f"{lacking} AND steps @@ %s::tsquery", [tier.query])
        named.append((f"tier_{number}", ranked(together(where, within), score)))
        holds = Condition(f"SELECT count(*) >= %s AS all_best FROM tier_{number} WHERE score >= %s")  # noqa: S608
        holds.params = [wanted, tier.below]
        named.append((f"holds_{number}", holds))
        lacking += f" AND NOT (SELECT all_best FROM holds_{number})"  # noqa: S608
    rest = ranked(together(where, Condition(lacking)), score)
    held = [f"SELECT * FROM tier_{n} WHERE (SELECT all_best FROM holds_{n})" for n in range(len(tiers))]  # noqa: S608
    return [*named, ("found", Condition(" UNION ALL ".join([*held, rest.sql]), rest.params))]


def chosen(choices, without=-1) -> Condition:
    """What was chosen of every facet, or of all but one."""
    asked = [choice for number, choice in enumerate(choices) if number != without]
    return together(*(Condition("facets && %s::int[]", [choice.ids]) for choice in asked))


def together(*conditions: Condition) -> Condition:
    sql = " AND ".join(condition.sql for condition in conditions) or "true"
    return Condition(sql, [param for condition in conditions for param in condition.params])


def counts_without(number, choices) -> Condition:
    """Counts under all choices for -1, else those of one facet under the choices of the others."""
    kept = chosen(choices, number)
    if number >= 0:
        kept = together(kept, Condition("value = ANY(%s)", [choices[number].all_ids]))
    sql = f"""(
        SELECT coalesce(json_object_agg(value, number), '{{}}') FROM (
            SELECT value, sum(number) AS number FROM alike, unnest(facets) value WHERE {kept.sql} GROUP BY value
        ) counted
    )"""  # noqa: S608
    return Condition(sql, kept.params)


def page_rows(kept: Condition, closer: Condition, first, size, mark) -> Condition:
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
                    WHERE {kept.sql} ORDER BY {BEST} LIMIT greatest({CLOSELY}, %s)
                ) likely JOIN search_entry e USING (id)
            ) weighed ORDER BY rank LIMIT %s OFFSET %s
        ) best JOIN search_entry e USING (id) JOIN search_entrytext t ON t.entry_id = e.id
    )"""  # noqa: S608
    return Condition(sql, [mark, mark, *closer.params, *kept.params, first + size, size, first])


CLOSELY = 150  # entries that are looked at closely
MARKS = "'StartSel=\x02, StopSel=\x03'"
FRAGMENTS = "', MaxFragments=2, MaxWords=24, MinWords=10, FragmentDelimiter=\" … \"'"
BEST = "score DESC, day DESC NULLS LAST, id"

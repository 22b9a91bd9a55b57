"""Without words: the newest first by way of an index, and counts that are kept for as long as they are exact."""

from django.db import connection

from improvement_hub.search.queries.counting import Condition, alike_of, counts_without
from improvement_hub.search.queries.seeing import kept


def counts(edition, where: Condition, choices) -> list[dict]:
    """As the statement with words gives them."""
    said = counting(where, choices)
    return kept(edition, said, lambda: counted(said))


def counted(said: Condition) -> list[dict]:
    with connection.cursor() as cursor:
        cursor.execute(said.sql, said.params)
        return list(cursor.fetchone())


def counting(where, choices) -> Condition:
    numbers = [counts_without(number, choices) for number in range(-1, len(choices))]
    alike = alike_of(where)
    sql = f"WITH alike AS MATERIALIZED ({alike.sql}) SELECT {', '.join(one.sql for one in numbers)}"
    return Condition(sql, [*alike.params, *(param for one in numbers for param in one.params)])


def newest(where, choices, first, size) -> list:
    """Rows of one page, as the statement with words gives them."""
    chosen = " AND facets && %s::int[]" * len(choices)
    sql = f"""
        SELECT e.id::text, e.kind, t.title, t.url, t.place, e.day::text, t.lead, 0.0, e.facets, e.demonstration FROM (
            SELECT id FROM search_entry WHERE {where.sql}{chosen} ORDER BY day DESC NULLS LAST, id LIMIT %s OFFSET %s
        ) page JOIN search_entry e USING (id) JOIN search_entrytext t ON t.entry_id = e.id
        ORDER BY e.day DESC NULLS LAST, e.id
    """  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [*where.params, *(choice.ids for choice in choices), size, first])
        return cursor.fetchall()

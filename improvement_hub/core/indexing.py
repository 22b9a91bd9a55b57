"""How a product says what of it can be found; `improvement_hub.search` makes the index and keeps it true.

The rows are SQL, because the database itself keeps the index: no way of changing a row walks round it.
"""

from dataclasses import dataclass, field

from django.dispatch import Signal

EVENTS = {
    "insert": "NEW TABLE AS changed",
    "update": "NEW TABLE AS changed",
    "delete": "OLD TABLE AS changed",
}
many_changed = Signal()  # sent in the transaction that wrote many rows at once, as an import does


@dataclass(frozen=True)
class Watched:
    """A table whose changes reach the index; `ids` selects, from its `changed` rows, the ids of rows to index anew."""

    table: str
    ids: str


@dataclass(frozen=True)
class Indexed:
    """One kind of thing that can be found, as far as it is shared with a region or wider; a draft never is.

    `rows` is a SELECT with an alias of every column of `COLUMNS`; the first table that is watched is its own.
    """

    name: str
    rows: str
    watched: tuple[Watched, ...] = field(default=())

    @property
    def table(self) -> str:
        return self.watched[0].table


# kind, title and address as people meet them; place: its councils, in words; aside: further words that weigh, such
# as authors; councils and themes: arrays of ids; visibility and region_id decide who finds it, and holders: ids of
# councils whose people do in any case, none: administrators, null: nobody else; stage and level: empty where it has
# none; day: null where not known
COLUMNS = (
    *("id", "kind", "title", "url", "place", "aside", "lead", "body", "day"),
    *("visibility", "region_id", "holders", "demonstration", "councils", "themes", "stage", "level"),
)

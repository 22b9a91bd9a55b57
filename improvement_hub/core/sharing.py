"""How a product says which of its rows partners' systems read; `improvement_hub.api.changes` notes their changes.

The rows are SQL, because the database itself notes them: no way of changing a row walks round it.
"""

from dataclasses import dataclass

from improvement_hub.core.indexing import Watched

# whom it is shared with, as in `core.models.shared_with`; holders: ids of councils whose people read it in any case
AUDIENCE = ("visibility", "region_id", "holders", "demonstration")
NOBODY_BESIDES = "NULL::uuid[] AS holders"
TO_EVERYONE = f"'public'::text AS visibility, NULL::uuid AS region_id, {NOBODY_BESIDES}"


@dataclass(frozen=True)
class Shared:
    """A collection of the API, as far as its rows are shared with a region or wider.

    `rows` is a SELECT of `id` and the columns of `AUDIENCE`; `watched` are the tables that its representation reads,
    its own first. `is_prepared`: its representation is the same for every reader, and is kept as text.
    """

    collection: str
    rows: str
    watched: tuple[Watched, ...]
    is_prepared: bool = False

    @property
    def name(self) -> str:
        """As part of names in the database."""
        return self.collection.replace("-", "_")

"""Regions and councils, which everyone reads, as partners' systems keep up with them."""

from improvement_hub.core.indexing import Watched
from improvement_hub.core.sharing import TO_EVERYONE, Shared

REGIONS = Shared(
    collection="regions",
    rows=f"SELECT id, {TO_EVERYONE}, demonstration FROM councils_region",  # noqa: S608
    watched=(
        Watched("councils_region", "SELECT id FROM changed"),
        Watched("councils_council", "SELECT region_id FROM changed"),
    ),
)
COUNCILS = Shared(
    collection="councils",
    rows=f"SELECT id, {TO_EVERYONE}, demonstration FROM councils_council",  # noqa: S608
    watched=(
        Watched(
            "councils_council",
            """SELECT id FROM changed UNION SELECT successor_id FROM councils_succession
                WHERE predecessor_id IN (SELECT id FROM changed)
            UNION SELECT predecessor_id FROM councils_succession WHERE successor_id IN (SELECT id FROM changed)""",
        ),
        Watched("councils_identifier", "SELECT council_id FROM changed"),
        Watched("councils_succession", "SELECT predecessor_id FROM changed UNION SELECT successor_id FROM changed"),
        Watched("councils_region", "SELECT id FROM councils_council WHERE region_id IN (SELECT id FROM changed)"),
    ),
)
SHARED = (REGIONS, COUNCILS)

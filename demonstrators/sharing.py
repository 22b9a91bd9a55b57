"""Programmes, sites, their journeys and open days, and approaches, as partners' systems keep up with them. Visits and
bookings are between two sides, and no system reads them."""

from improvement_hub.core.indexing import Watched
from improvement_hub.core.sharing import NOBODY_BESIDES, TO_EVERYONE, Shared

LED = "SELECT id FROM demonstrators_site WHERE lead_id IN (SELECT id FROM changed)"

PROGRAMMES = Shared(
    collection="programmes",
    rows=f"SELECT id, {TO_EVERYONE}, demonstration FROM demonstrators_programme",  # noqa: S608
    watched=(
        Watched("demonstrators_programme", "SELECT id FROM changed"),
        Watched("demonstrators_strand", "SELECT programme_id FROM changed"),
        Watched("demonstrators_site", "SELECT programme_id FROM changed"),
    ),
)
SITES = Shared(
    collection="sites",
    rows=f"SELECT id, {TO_EVERYONE}, demonstration FROM demonstrators_site",  # noqa: S608
    watched=(
        Watched("demonstrators_site", "SELECT id FROM changed"),
        Watched("demonstrators_sitepartner", "SELECT site_id FROM changed"),
        Watched("blogs_sitetheme", "SELECT site_id FROM changed"),
        Watched("blogs_theme", "SELECT site_id FROM blogs_sitetheme WHERE theme_id IN (SELECT id FROM changed)"),
        Watched("demonstrators_stagechange", "SELECT site_id FROM changed"),
        Watched("demonstrators_journeyentry", "SELECT site_id FROM changed"),
        Watched(
            "demonstrators_programme",
            "SELECT id FROM demonstrators_site WHERE programme_id IN (SELECT id FROM changed)",
        ),
        Watched(
            "demonstrators_strand", "SELECT id FROM demonstrators_site WHERE strand_id IN (SELECT id FROM changed)"
        ),
        Watched(
            "councils_council",
            f"""{LED} UNION SELECT id FROM demonstrators_site WHERE adapted_from_council_id IN (SELECT id FROM changed)
            UNION SELECT site_id FROM demonstrators_sitepartner WHERE council_id IN (SELECT id FROM changed)""",  # noqa: S608
        ),
        Watched(
            "councils_region",
            """SELECT s.id FROM demonstrators_site s JOIN councils_council c ON c.id = s.lead_id
            WHERE c.region_id IN (SELECT id FROM changed)""",
        ),
    ),
)
ENTRIES = Shared(
    collection="journey-entries",
    rows=f"""
        SELECT e.id, e.visibility::text AS visibility, c.region_id, {NOBODY_BESIDES}, s.demonstration
        FROM demonstrators_journeyentry e JOIN demonstrators_site s ON s.id = e.site_id
        JOIN councils_council c ON c.id = s.lead_id WHERE e.state IN ('published')
    """,  # noqa: S608
    watched=(
        Watched("demonstrators_journeyentry", "SELECT id FROM changed"),
        Watched(
            "demonstrators_site",
            "SELECT id FROM demonstrators_journeyentry WHERE site_id IN (SELECT id FROM changed)",
        ),
        Watched(
            "councils_council",
            f"SELECT id FROM demonstrators_journeyentry WHERE site_id IN ({LED})",  # noqa: S608
        ),
    ),
)
OPEN_DAYS = Shared(
    collection="open-days",
    rows=f"""
        SELECT o.id, {TO_EVERYONE}, s.demonstration
        FROM demonstrators_openday o JOIN demonstrators_site s ON s.id = o.site_id
    """,  # noqa: S608
    watched=(
        Watched("demonstrators_openday", "SELECT id FROM changed"),
        Watched("demonstrators_booking", "SELECT open_day_id FROM changed"),
        Watched("demonstrators_site", "SELECT id FROM demonstrators_openday WHERE site_id IN (SELECT id FROM changed)"),
        Watched("councils_council", f"SELECT id FROM demonstrators_openday WHERE site_id IN ({LED})"),  # noqa: S608
    ),
)
APPROACHES = Shared(
    collection="approaches",
    rows=f"SELECT id, {TO_EVERYONE}, demonstration FROM demonstrators_approach",  # noqa: S608
    watched=(
        Watched("demonstrators_approach", "SELECT id FROM changed"),
        Watched("demonstrators_approachuse", "SELECT approach_id FROM changed"),
        Watched("blogs_approachtheme", "SELECT approach_id FROM changed"),
        Watched(
            "blogs_theme", "SELECT approach_id FROM blogs_approachtheme WHERE theme_id IN (SELECT id FROM changed)"
        ),
        Watched(
            "demonstrators_site",
            "SELECT approach_id FROM demonstrators_approachuse WHERE site_id IN (SELECT id FROM changed)",
        ),
        Watched(
            "councils_council",
            """SELECT id FROM demonstrators_approach WHERE origin_council_id IN (SELECT id FROM changed)
            UNION SELECT approach_id FROM demonstrators_approachuse WHERE council_id IN (SELECT id FROM changed)""",
        ),
    ),
)
USES = Shared(
    collection="approach-uses",
    rows=f"""
        SELECT u.id, {TO_EVERYONE}, a.demonstration FROM demonstrators_approachuse u
        JOIN demonstrators_approach a ON a.id = u.approach_id WHERE u.state IN ('said')
    """,  # noqa: S608
    watched=(
        Watched("demonstrators_approachuse", "SELECT id FROM changed"),
        Watched(
            "demonstrators_approach",
            "SELECT id FROM demonstrators_approachuse WHERE approach_id IN (SELECT id FROM changed)",
        ),
        Watched(
            "demonstrators_site",
            "SELECT id FROM demonstrators_approachuse WHERE site_id IN (SELECT id FROM changed)",
        ),
        Watched(
            "councils_council",
            "SELECT id FROM demonstrators_approachuse WHERE council_id IN (SELECT id FROM changed)",
        ),
    ),
)
SHARED = (PROGRAMMES, SITES, ENTRIES, OPEN_DAYS, APPROACHES, USES)

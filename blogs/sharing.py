"""Themes, posts, case studies and shared learning events as partners' systems keep up with them: posts that are
published, and every event that is shared."""

from improvement_hub.core.indexing import Watched
from improvement_hub.core.sharing import NOBODY_BESIDES, TO_EVERYONE, Shared

PUBLISHED = """
    SELECT p.id, p.visibility::text AS visibility, o.region_id,
        array_remove(ARRAY(SELECT council_id FROM blogs_postpartner WHERE post_id = p.id) || p.owner_id, NULL)
            AS holders,
        p.demonstration
    FROM blogs_post p LEFT JOIN councils_council o ON o.id = p.owner_id WHERE p.state IN ('published')
"""
ABOUT_OR_BY = """
    SELECT id FROM blogs_post WHERE owner_id IN (SELECT id FROM changed)
    UNION SELECT post_id FROM blogs_postpartner WHERE council_id IN (SELECT id FROM changed)
    UNION SELECT post_id FROM blogs_postcouncil WHERE council_id IN (SELECT id FROM changed)
"""
OF_POSTS = (
    Watched("blogs_post", "SELECT id FROM changed"),
    Watched("blogs_casestudy", "SELECT post_id FROM changed"),
    Watched("blogs_posttheme", "SELECT post_id FROM changed"),
    Watched("blogs_postcouncil", "SELECT post_id FROM changed"),
    Watched("blogs_postpartner", "SELECT post_id FROM changed"),
    Watched("blogs_authorship", "SELECT post_id FROM changed"),
    Watched("blogs_postimage", "SELECT post_id FROM changed"),
    Watched("blogs_imagefile", "SELECT post_id FROM blogs_postimage WHERE id IN (SELECT image_id FROM changed)"),
    Watched("blogs_author", "SELECT post_id FROM blogs_authorship WHERE author_id IN (SELECT id FROM changed)"),
    Watched("blogs_theme", "SELECT post_id FROM blogs_posttheme WHERE theme_id IN (SELECT id FROM changed)"),
    Watched("councils_council", ABOUT_OR_BY),
    Watched(
        "councils_region",
        """
        SELECT p.id FROM blogs_post p JOIN councils_council c ON c.id = p.owner_id
        WHERE c.region_id IN (SELECT id FROM changed)
    """,
    ),
)

THEMES = Shared(
    collection="themes",
    rows=f"SELECT id, {TO_EVERYONE}, false AS demonstration FROM blogs_theme",  # noqa: S608
    watched=(
        Watched(
            "blogs_theme",
            "SELECT id FROM changed UNION SELECT id FROM blogs_theme WHERE broader_id IN (SELECT id FROM changed)"
            " UNION SELECT broader_id FROM changed",
        ),
    ),
)
POSTS = Shared(collection="posts", rows=PUBLISHED, watched=OF_POSTS, is_prepared=True)
CASE_STUDIES = Shared(
    collection="case-studies",
    rows=f"{PUBLISHED} AND p.kind IN ('case_study')",
    watched=(
        *OF_POSTS,
        Watched("blogs_outcome", "SELECT case_study_id FROM changed"),
        Watched("blogs_adopter", "SELECT case_study_id FROM changed"),
    ),
    is_prepared=True,
)
EVENTS = Shared(
    collection="events",
    rows=f"SELECT id, visibility::text AS visibility, region_id, {NOBODY_BESIDES}, demonstration FROM blogs_event",  # noqa: S608
    watched=(
        Watched("blogs_event", "SELECT id FROM changed"),
        Watched("blogs_agendaitem", "SELECT event_id FROM changed"),
        Watched("blogs_eventhost", "SELECT event_id FROM changed"),
        Watched("blogs_eventtheme", "SELECT event_id FROM changed"),
        Watched("blogs_eventpost", "SELECT event_id FROM changed"),
        Watched("blogs_attendance", "SELECT event_id FROM changed"),
        Watched("blogs_eventfile", "SELECT event_id FROM changed"),
        Watched(
            "blogs_post",
            """
            SELECT event_id FROM blogs_eventpost WHERE post_id IN (SELECT id FROM changed)
            UNION SELECT id FROM blogs_event WHERE report_id IN (SELECT id FROM changed)
        """,
        ),
        Watched("blogs_theme", "SELECT event_id FROM blogs_eventtheme WHERE theme_id IN (SELECT id FROM changed)"),
        Watched(
            "councils_council",
            """
            SELECT event_id FROM blogs_eventhost WHERE council_id IN (SELECT id FROM changed)
            UNION SELECT event_id FROM blogs_attendance WHERE council_id IN (SELECT id FROM changed)
        """,
        ),
        Watched("councils_region", "SELECT id FROM blogs_event WHERE region_id IN (SELECT id FROM changed)"),
    ),
)
SHARED = (THEMES, POSTS, CASE_STUDIES, EVENTS)

"""What of posts and shared learning events can be found: posts that are published, and every event that is shared.

A case study that was archived, since nobody confirmed it, is not found any more.
"""

from improvement_hub.core.indexing import Indexed, Watched

THEME = """
    WITH RECURSIVE narrower(id) AS (
        SELECT id FROM changed UNION SELECT t.id FROM blogs_theme t JOIN narrower n ON t.broader_id = n.id
    ) SELECT {of} FROM {links} WHERE theme_id IN (SELECT id FROM narrower)
"""
POSTS = Indexed(
    name="post",
    rows="""
        SELECT p.id, p.kind::text AS kind, p.title::text AS title,
            CASE p.kind WHEN 'case_study' THEN '/case-studies/' ELSE '/posts/' END || p.slug || '/' AS url,
            (SELECT coalesce(string_agg(DISTINCT c.name, ', ' ORDER BY c.name), '') FROM councils_council c
                WHERE c.id = p.owner_id
                OR c.id IN (SELECT council_id FROM blogs_postpartner WHERE post_id = p.id)
                OR c.id IN (SELECT council_id FROM blogs_postcouncil WHERE post_id = p.id)) AS place,
            (SELECT coalesce(string_agg(a.name, ', ' ORDER BY s.position), '') FROM blogs_authorship s
                JOIN blogs_author a ON a.id = s.author_id WHERE s.post_id = p.id) AS aside,
            coalesce(nullif(p.summary, ''), p.opening) AS lead, p.body AS body, p.published_on AS day,
            p.visibility::text AS visibility,
            (SELECT region_id FROM councils_council WHERE id = p.owner_id) AS region_id,
            array_remove(ARRAY(SELECT council_id FROM blogs_postpartner WHERE post_id = p.id) || p.owner_id, NULL)
                AS holders, p.demonstration,
            array_remove(ARRAY(SELECT council_id FROM blogs_postcouncil WHERE post_id = p.id
                UNION SELECT council_id FROM blogs_postpartner WHERE post_id = p.id) || p.owner_id, NULL) AS councils,
            ARRAY(SELECT theme_id FROM blogs_posttheme WHERE post_id = p.id) AS themes,
            coalesce(k.stage, '')::text AS stage, coalesce(k.evidence_level, '')::text AS level
        FROM blogs_post p LEFT JOIN blogs_casestudy k ON k.post_id = p.id AND p.kind = 'case_study'
        WHERE p.state IN ('published') AND coalesce(k.standing, '') <> 'archived'
    """,
    watched=(
        Watched("blogs_post", "SELECT id FROM changed"),
        Watched("blogs_casestudy", "SELECT post_id FROM changed"),
        Watched("blogs_posttheme", "SELECT post_id FROM changed"),
        Watched("blogs_postcouncil", "SELECT post_id FROM changed"),
        Watched("blogs_postpartner", "SELECT post_id FROM changed"),
        Watched("blogs_authorship", "SELECT post_id FROM changed"),
        Watched("blogs_author", "SELECT post_id FROM blogs_authorship WHERE author_id IN (SELECT id FROM changed)"),
        Watched("blogs_theme", THEME.format(of="post_id", links="blogs_posttheme")),
        Watched(
            "councils_council",
            """SELECT id FROM blogs_post WHERE owner_id IN (SELECT id FROM changed)
            UNION SELECT post_id FROM blogs_postpartner WHERE council_id IN (SELECT id FROM changed)
            UNION SELECT post_id FROM blogs_postcouncil WHERE council_id IN (SELECT id FROM changed)""",
        ),
    ),
)
EVENTS = Indexed(
    name="event",
    rows="""
        SELECT v.id, 'event'::text AS kind, v.title::text AS title, '/events/' || v.slug || '/' AS url,
            (SELECT coalesce(string_agg(c.name, ', ' ORDER BY c.name), '') FROM councils_council c
                JOIN blogs_eventhost h ON h.council_id = c.id WHERE h.event_id = v.id) AS place,
            v.place::text AS aside, coalesce(nullif(v.summary, ''), left(v.description, 220)) AS lead,
            concat_ws(E'\\n\\n', v.description, (
                SELECT string_agg(concat_ws(' ', a.what, a.who), E'\\n' ORDER BY a.begins, a.id)
                FROM blogs_agendaitem a WHERE a.event_id = v.id
            ), v.follow_up) AS body,
            (v.starts_at AT TIME ZONE 'Europe/London')::date AS day, v.visibility::text AS visibility, v.region_id,
            nullif(ARRAY(SELECT council_id FROM blogs_eventhost WHERE event_id = v.id), ARRAY[]::uuid[]) AS holders,
            v.demonstration, ARRAY(SELECT council_id FROM blogs_eventhost WHERE event_id = v.id) AS councils,
            ARRAY(SELECT theme_id FROM blogs_eventtheme WHERE event_id = v.id) AS themes,
            ''::text AS stage, ''::text AS level
        FROM blogs_event v
    """,
    watched=(
        Watched("blogs_event", "SELECT id FROM changed"),
        Watched("blogs_agendaitem", "SELECT event_id FROM changed"),
        Watched("blogs_eventhost", "SELECT event_id FROM changed"),
        Watched("blogs_eventtheme", "SELECT event_id FROM changed"),
        Watched("blogs_theme", THEME.format(of="event_id", links="blogs_eventtheme")),
        Watched(
            "councils_council", "SELECT event_id FROM blogs_eventhost WHERE council_id IN (SELECT id FROM changed)"
        ),
    ),
)
INDEXED = (POSTS, EVENTS)

"""What of posts can be found: those that are published."""

from improvement_hub.core.indexing import Indexed, Watched

POSTS = Indexed(
    name="post",
    rows="""
        SELECT p.id, p.kind::text AS kind, p.title::text AS title, '/posts/' || p.slug || '/' AS url,
            (SELECT coalesce(string_agg(DISTINCT c.name, ', ' ORDER BY c.name), '') FROM councils_council c
                WHERE c.id = p.owner_id
                OR c.id IN (SELECT council_id FROM blogs_postcouncil WHERE post_id = p.id)) AS place,
            (SELECT coalesce(string_agg(a.name, ', '), '') FROM blogs_authorship s
                JOIN blogs_author a ON a.id = s.author_id WHERE s.post_id = p.id) AS aside,
            coalesce(nullif(p.summary, ''), p.opening) AS lead, p.body AS body, p.published_on AS day,
            p.visibility::text AS visibility,
            (SELECT region_id FROM councils_council WHERE id = p.owner_id) AS region_id,
            p.owner_id IS NULL AS of_hub, p.demonstration,
            array_remove(ARRAY(SELECT council_id FROM blogs_postcouncil WHERE post_id = p.id) || p.owner_id, NULL)
                AS councils,
            ARRAY(SELECT theme_id FROM blogs_posttheme WHERE post_id = p.id) AS themes,
            ''::text AS stage, ''::text AS level
        FROM blogs_post p WHERE p.state IN ('published')
    """,
    watched=(
        Watched("blogs_post", "SELECT id FROM changed"),
        Watched("blogs_posttheme", "SELECT post_id FROM changed"),
        Watched("blogs_postcouncil", "SELECT post_id FROM changed"),
        Watched("blogs_authorship", "SELECT post_id FROM changed"),
        Watched("blogs_author", "SELECT post_id FROM blogs_authorship WHERE author_id IN (SELECT id FROM changed)"),
        Watched(
            "blogs_theme",
            """WITH RECURSIVE narrower(id) AS (
                SELECT id FROM changed UNION SELECT t.id FROM blogs_theme t JOIN narrower n ON t.broader_id = n.id
            ) SELECT post_id FROM blogs_posttheme WHERE theme_id IN (SELECT id FROM narrower)""",
        ),
        Watched(
            "councils_council",
            """SELECT id FROM blogs_post WHERE owner_id IN (SELECT id FROM changed)
            UNION SELECT post_id FROM blogs_postcouncil WHERE council_id IN (SELECT id FROM changed)""",
        ),
    ),
)
INDEXED = (POSTS,)

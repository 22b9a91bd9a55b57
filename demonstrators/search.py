"""What of demonstrator sites and approaches can be found: a site with the entries of its journey that everyone may
read, an approach with what councils say of it."""

from improvement_hub.core.indexing import Indexed, Watched

NARROWER = """WITH RECURSIVE narrower(id) AS (
    SELECT id FROM changed UNION SELECT t.id FROM blogs_theme t JOIN narrower n ON t.broader_id = n.id
)"""
SITES = Indexed(
    name="site",
    rows="""
        SELECT s.id, 'site'::text AS kind, s.name::text AS title, '/sites/' || s.slug || '/' AS url,
            (SELECT string_agg(c.name, ', ' ORDER BY c.id <> s.lead_id, c.name) FROM councils_council c
                WHERE c.id = s.lead_id
                OR c.id IN (SELECT council_id FROM demonstrators_sitepartner WHERE site_id = s.id)) AS place,
            concat_ws(', ', p.name, t.name) AS aside, s.summary AS lead,
            concat_ws(E'\\n\\n', s.summary, s.adapted_from_words, (
                SELECT string_agg(concat_ws(E'\\n\\n', e.did, e.found_hard, e.learned, e.next_steps), E'\\n\\n'
                    ORDER BY e.happened_on DESC, e.id)
                FROM demonstrators_journeyentry e
                WHERE e.site_id = s.id AND e.state IN ('published') AND e.visibility = 'public')) AS body,
            NULL::date AS day, 'public'::text AS visibility, NULL::uuid AS region_id,
            ARRAY[s.lead_id] AS holders, s.demonstration,
            ARRAY(SELECT council_id FROM demonstrators_sitepartner WHERE site_id = s.id) || s.lead_id AS councils,
            ARRAY(SELECT theme_id FROM blogs_sitetheme WHERE site_id = s.id) AS themes,
            s.stage::text AS stage, ''::text AS level
        FROM demonstrators_site s
        JOIN demonstrators_programme p ON p.id = s.programme_id
        LEFT JOIN demonstrators_strand t ON t.id = s.strand_id
    """,
    watched=(
        Watched("demonstrators_site", "SELECT id FROM changed"),
        Watched("demonstrators_sitepartner", "SELECT site_id FROM changed"),
        Watched("demonstrators_journeyentry", "SELECT site_id FROM changed"),
        Watched("blogs_sitetheme", "SELECT site_id FROM changed"),
        Watched(
            "blogs_theme",
            f"{NARROWER} SELECT site_id FROM blogs_sitetheme WHERE theme_id IN (SELECT id FROM narrower)",  # noqa: S608
        ),
        Watched(
            "demonstrators_programme",
            "SELECT id FROM demonstrators_site WHERE programme_id IN (SELECT id FROM changed)",
        ),
        Watched(
            "demonstrators_strand", "SELECT id FROM demonstrators_site WHERE strand_id IN (SELECT id FROM changed)"
        ),
        Watched(
            "councils_council",
            """SELECT id FROM demonstrators_site WHERE lead_id IN (SELECT id FROM changed)
            UNION SELECT site_id FROM demonstrators_sitepartner WHERE council_id IN (SELECT id FROM changed)""",
        ),
    ),
)
APPROACHES = Indexed(
    name="approach",
    rows="""
        SELECT a.id, 'approach'::text AS kind, a.name::text AS title, '/approaches/' || a.slug || '/' AS url,
            (SELECT coalesce(string_agg(c.name, ', ' ORDER BY c.id IS DISTINCT FROM a.origin_council_id, c.name), '')
                FROM councils_council c WHERE c.id = a.origin_council_id OR c.id IN (
                    SELECT council_id FROM demonstrators_approachuse WHERE approach_id = a.id AND state IN ('said')
                )) AS place,
            a.origin_words::text AS aside, left(a.about, 220) AS lead,
            concat_ws(E'\\n\\n', a.about, (
                SELECT string_agg(concat_ws(' ', u.adapted, u.came_of_it), E'\\n' ORDER BY u.created_at, u.id)
                FROM demonstrators_approachuse u WHERE u.approach_id = a.id AND u.state IN ('said')
            )) AS body,
            make_date(a.began_in, 1, 1) AS day, 'public'::text AS visibility, NULL::uuid AS region_id,
            NULL::uuid[] AS holders, a.demonstration,
            array_remove(ARRAY(
                SELECT council_id FROM demonstrators_approachuse WHERE approach_id = a.id AND state IN ('said')
            ) || a.origin_council_id, NULL) AS councils,
            ARRAY(SELECT theme_id FROM blogs_approachtheme WHERE approach_id = a.id) AS themes,
            ''::text AS stage, ''::text AS level
        FROM demonstrators_approach a
    """,
    watched=(
        Watched("demonstrators_approach", "SELECT id FROM changed"),
        Watched("demonstrators_approachuse", "SELECT approach_id FROM changed"),
        Watched("blogs_approachtheme", "SELECT approach_id FROM changed"),
        Watched(
            "blogs_theme",
            f"{NARROWER} SELECT approach_id FROM blogs_approachtheme WHERE theme_id IN (SELECT id FROM narrower)",  # noqa: S608
        ),
        Watched(
            "councils_council",
            """SELECT id FROM demonstrators_approach WHERE origin_council_id IN (SELECT id FROM changed)
            UNION SELECT approach_id FROM demonstrators_approachuse WHERE council_id IN (SELECT id FROM changed)""",
        ),
    ),
)
INDEXED = (SITES, APPROACHES)

"""What of reviews can be found: final reports as far as they are shared, what was recorded from public facts, and
what a council shared of an earlier review. Evidence, hypotheses and comments never are."""

from improvement_hub.core.indexing import Indexed, Watched

REVIEWS = Indexed(
    name="review",
    rows="""
        SELECT r.id, 'review'::text AS kind, r.title::text AS title, '/reviews/' || r.id || '/' AS url,
            h.name::text AS place, ''::text AS aside,
            left(coalesce(nullif(r.public_summary, ''), w.letter, o.conclusions, ''), 220) AS lead,
            concat_ws(E'\\n\\n', nullif(r.public_summary, ''), w.letter, o.conclusions) AS body,
            coalesce(r.ends_on, r.starts_on, make_date(o.year, 1, 1)) AS day,
            (CASE WHEN r.state IN ('recorded') AND o.id IS NULL THEN 'public'
                ELSE coalesce(o.visibility, w.visibility) END)::text AS visibility,
            h.region_id, ARRAY[r.host_id] AS holders, h.demonstration,
            ARRAY[r.host_id] AS councils, ARRAY[r.theme_id] AS themes,
            ''::text AS stage, ''::text AS level
        FROM peer_review_review r
        JOIN councils_council h ON h.id = r.host_id
        LEFT JOIN peer_review_pastreview o ON o.review_id = r.id AND o.visibility IN ('region', 'sector', 'public')
        LEFT JOIN LATERAL (
            SELECT max(t.visibility) AS visibility, string_agg(g.text, E'\\n\\n' ORDER BY g.created_at, g.id) AS letter
            FROM peer_review_report t LEFT JOIN peer_review_paragraph g ON g.report_id = t.id AND g.removed_at IS NULL
            WHERE t.review_id = r.id AND r.final_at IS NOT NULL AND t.visibility IN ('region', 'sector', 'public')
        ) w ON true
        WHERE (r.state IN ('recorded') AND NOT EXISTS (SELECT FROM peer_review_pastreview x WHERE x.review_id = r.id))
            OR o.id IS NOT NULL OR w.visibility IS NOT NULL
    """,
    watched=(
        Watched("peer_review_review", "SELECT id FROM changed"),
        Watched("peer_review_pastreview", "SELECT review_id FROM changed"),
        Watched("peer_review_report", "SELECT review_id FROM changed"),
        Watched(
            "peer_review_paragraph",
            "SELECT review_id FROM peer_review_report WHERE id IN (SELECT report_id FROM changed)",
        ),
        Watched("councils_council", "SELECT id FROM peer_review_review WHERE host_id IN (SELECT id FROM changed)"),
    ),
)
INDEXED = (REVIEWS,)

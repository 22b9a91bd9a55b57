"""Reviews, their findings, reports and recommendations as partners' systems keep up with them: what the host's director
shared, and what is public fact. What a review's team alone reads is in none of it."""

from improvement_hub.core.indexing import Watched
from improvement_hub.core.sharing import NOBODY_BESIDES, TO_EVERYONE, Shared

BEYOND = "('region', 'sector', 'public')"
AFTER_FINAL = "('final', 'action_planning', 'follow_up', 'closed')"
FOLLOWED = "('final', 'action_planning', 'follow_up', 'closed', 'recorded')"
HOSTED = "SELECT id FROM peer_review_review WHERE host_id IN (SELECT id FROM changed)"
OF_HOST = f"h.region_id, {NOBODY_BESIDES}, h.demonstration"

# the widest circle that one of these is shared with
REVIEWED = f"""
    SELECT r.id, w.visibility, {OF_HOST} FROM peer_review_review r
    JOIN councils_council h ON h.id = r.host_id CROSS JOIN LATERAL (
        SELECT said.visibility::text FROM (
            SELECT 'public' AS visibility WHERE r.state IN ('recorded')
                AND NOT EXISTS (SELECT FROM peer_review_pastreview o WHERE o.review_id = r.id)
            UNION ALL SELECT o.visibility FROM peer_review_pastreview o WHERE o.review_id = r.id
            UNION ALL SELECT t.visibility FROM peer_review_report t WHERE t.review_id = r.id AND r.final_at IS NOT NULL
            UNION ALL SELECT s.visibility FROM peer_review_statement s
                JOIN peer_review_keylineofenquiry k ON k.id = s.keyline_id
                WHERE k.review_id = r.id AND r.feedback_given_at IS NOT NULL
        ) said WHERE said.visibility IN {BEYOND}
        ORDER BY array_position(ARRAY['public', 'sector', 'region'], said.visibility::text) LIMIT 1
    ) w
"""  # noqa: S608
OF_REVIEWS = (
    Watched("peer_review_review", "SELECT id FROM changed"),
    Watched("peer_review_pastreview", "SELECT review_id FROM changed"),
    Watched("peer_review_report", "SELECT review_id FROM changed"),
    Watched("peer_review_participant", "SELECT review_id FROM changed"),
    Watched(
        "peer_review_statement",
        "SELECT review_id FROM peer_review_keylineofenquiry WHERE id IN (SELECT keyline_id FROM changed)",
    ),
    Watched("peer_review_method", "SELECT id FROM peer_review_review WHERE method_id IN (SELECT id FROM changed)"),
    Watched("blogs_theme", "SELECT id FROM peer_review_review WHERE theme_id IN (SELECT id FROM changed)"),
    Watched(
        "councils_council",
        """SELECT id FROM peer_review_review WHERE host_id IN (SELECT id FROM changed)
            OR review_lead_id IN (SELECT id FROM changed) OR observer_id IN (SELECT id FROM changed)
        UNION SELECT review_id FROM peer_review_participant WHERE council_id IN (SELECT id FROM changed)""",
    ),
)


def of_reviews(table, reviews="SELECT id FROM changed", review="review_id"):
    """Rows of a table whose review is one of these."""
    return f"SELECT id FROM {table} WHERE {review} IN ({reviews})"  # noqa: S608


def with_its_review(table):
    """What shows its review's host, theme and dates."""
    return (
        Watched("peer_review_review", of_reviews(table)),
        Watched("councils_council", of_reviews(table, HOSTED)),
        Watched(
            "blogs_theme",
            of_reviews(table, "SELECT id FROM peer_review_review WHERE theme_id IN (SELECT id FROM changed)"),
        ),
    )


def shared_rows(table, condition):
    return f"""
        SELECT x.id, x.visibility::text AS visibility, {OF_HOST} FROM {table} x
        JOIN peer_review_review r ON r.id = x.review_id JOIN councils_council h ON h.id = r.host_id
        WHERE x.visibility IN {BEYOND} AND {condition}
    """  # noqa: S608


REVIEWS = Shared(collection="reviews", rows=REVIEWED, watched=OF_REVIEWS)
METHODS = Shared(
    collection="methods",
    rows=f"""
        SELECT m.id, {TO_EVERYONE}, coalesce(g.demonstration, false) AS demonstration
        FROM peer_review_method m LEFT JOIN councils_region g ON g.id = m.region_id WHERE m.published_at IS NOT NULL
    """,  # noqa: S608
    watched=(
        Watched("peer_review_method", "SELECT id FROM changed"),
        Watched("peer_review_methodrole", "SELECT method_id FROM changed"),
        Watched("peer_review_methodquestion", "SELECT method_id FROM changed"),
        Watched("peer_review_methoddocument", "SELECT method_id FROM changed"),
        Watched("peer_review_methodactivity", "SELECT method_id FROM changed"),
        Watched("councils_region", "SELECT id FROM peer_review_method WHERE region_id IN (SELECT id FROM changed)"),
    ),
)
PAST_REVIEWS = Shared(
    collection="past-reviews",
    rows=shared_rows("peer_review_pastreview", "true"),
    watched=(
        Watched("peer_review_pastreview", "SELECT id FROM changed"),
        Watched(
            "peer_review_participant",
            "SELECT id FROM peer_review_pastreview WHERE review_id IN (SELECT review_id FROM changed)",
        ),
        *with_its_review("peer_review_pastreview"),
    ),
)
REPORTS = Shared(
    collection="reports",
    rows=shared_rows("peer_review_report", "r.final_at IS NOT NULL"),
    watched=(
        Watched("peer_review_report", "SELECT id FROM changed"),
        Watched("peer_review_paragraph", "SELECT report_id FROM changed"),
        Watched(
            "peer_review_statement",
            "SELECT report_id FROM peer_review_paragraph WHERE finding_id IN (SELECT id FROM changed)",
        ),
        Watched(
            "peer_review_keylineofenquiry",
            """SELECT g.report_id FROM peer_review_paragraph g JOIN peer_review_statement s ON s.id = g.finding_id
            WHERE s.keyline_id IN (SELECT id FROM changed)""",
        ),
        *with_its_review("peer_review_report"),
    ),
)
FINDINGS = Shared(
    collection="findings",
    rows=f"""
        SELECT s.id, s.visibility::text AS visibility, {OF_HOST} FROM peer_review_statement s
        JOIN peer_review_keylineofenquiry k ON k.id = s.keyline_id JOIN peer_review_review r ON r.id = k.review_id
        JOIN councils_council h ON h.id = r.host_id
        WHERE s.state IN ('finding') AND r.feedback_given_at IS NOT NULL AND s.visibility IN {BEYOND}
    """,  # noqa: S608
    watched=(
        Watched("peer_review_statement", "SELECT id FROM changed"),
        Watched(
            "peer_review_keylineofenquiry",
            "SELECT id FROM peer_review_statement WHERE keyline_id IN (SELECT id FROM changed)",
        ),
        Watched(
            "peer_review_review",
            """SELECT s.id FROM peer_review_statement s JOIN peer_review_keylineofenquiry k ON k.id = s.keyline_id
            WHERE k.review_id IN (SELECT id FROM changed)""",
        ),
    ),
)
RECOMMENDATIONS = Shared(
    collection="recommendations",
    rows=shared_rows("peer_review_recommendation", f"r.state IN {FOLLOWED}"),
    watched=(
        Watched("peer_review_recommendation", "SELECT id FROM changed"),
        Watched("peer_review_ground", "SELECT recommendation_id FROM changed"),
        Watched("peer_review_followup", "SELECT recommendation_id FROM changed"),
        Watched(
            "peer_review_statement",
            "SELECT recommendation_id FROM peer_review_ground WHERE statement_id IN (SELECT id FROM changed)",
        ),
        *with_its_review("peer_review_recommendation"),
    ),
)
ACTIONS = Shared(
    collection="actions",
    rows=f"""
        SELECT a.id, x.visibility::text AS visibility, {OF_HOST} FROM peer_review_action a
        JOIN peer_review_recommendation x ON x.id = a.recommendation_id
        JOIN peer_review_review r ON r.id = x.review_id JOIN councils_council h ON h.id = r.host_id
        WHERE x.visibility IN {BEYOND} AND r.state IN {FOLLOWED}
    """,  # noqa: S608
    watched=(
        Watched("peer_review_action", "SELECT id FROM changed"),
        Watched("peer_review_progressnote", "SELECT action_id FROM changed"),
        Watched(
            "peer_review_followup",
            "SELECT id FROM peer_review_action WHERE recommendation_id IN (SELECT recommendation_id FROM changed)",
        ),
        Watched(
            "peer_review_attachment",
            "SELECT action_id FROM peer_review_progressnote WHERE id IN (SELECT note_id FROM changed)",
        ),
        Watched(
            "peer_review_recommendation",
            "SELECT id FROM peer_review_action WHERE recommendation_id IN (SELECT id FROM changed)",
        ),
        Watched(
            "peer_review_review",
            """SELECT a.id FROM peer_review_action a JOIN peer_review_recommendation x ON x.id = a.recommendation_id
            WHERE x.review_id IN (SELECT id FROM changed)""",
        ),
    ),
)
DOCUMENTS = Shared(
    collection="documents",
    rows=shared_rows(
        "peer_review_document",
        f"""x.removed_at IS NULL AND r.state IN {AFTER_FINAL}
        AND coalesce(x.publish_on <= (now() AT TIME ZONE 'Europe/London')::date, true)""",
    ),
    watched=(
        Watched("peer_review_document", "SELECT id FROM changed"),
        Watched("peer_review_documentfile", "SELECT document_id FROM changed"),
        *with_its_review("peer_review_document"),
    ),
)
SHARED = (REVIEWS, METHODS, PAST_REVIEWS, REPORTS, FINDINGS, RECOMMENDATIONS, ACTIONS, DOCUMENTS)

"""The bare limit of the API of posts: statements that build its JSON in PostgreSQL, with the same visibility."""

SEEN = """p.state = 'published' AND (p.visibility IN ('public', 'sector') OR (p.visibility = 'region'
    AND p.owner_id IN (SELECT id FROM councils_council WHERE region_id = '{region}')))"""
COUNCIL = """json_build_object('id', c.id, 'gss_code', c.gss, 'name', c.name, 'url', '{here}/councils/' || c.gss || '/',
    'api_url', '{here}/api/v1/councils/' || c.id || '/')"""
REGION = """json_build_object('id', g.id, 'slug', g.slug, 'name', g.name,
    'api_url', '{here}/api/v1/regions/' || g.id || '/')"""
THEME = """json_build_object('id', t.id, 'slug', t.slug, 'name', t.name,
    'api_url', '{here}/api/v1/themes/' || t.id || '/')"""
BRIEF = f"""
    'id', p.id, 'slug', p.slug, 'title', p.title, 'kind', p.kind,
    'summary', CASE WHEN p.summary <> '' THEN p.summary ELSE p.opening END, 'published_on', p.published_on,
    'state', p.state, 'visibility', p.visibility,
    'authors', (SELECT coalesce(json_agg(a.name ORDER BY s.position), '[]') FROM blogs_authorship s
        JOIN blogs_author a ON a.id = s.author_id WHERE s.post_id = p.id),
    'councils', (SELECT coalesce(json_agg({COUNCIL} ORDER BY lower(c.name)), '[]') FROM blogs_postcouncil l
        JOIN councils_council c ON c.id = l.council_id WHERE l.post_id = p.id),
    'region', (SELECT {REGION} FROM councils_council c
        JOIN councils_region g ON g.id = c.region_id WHERE c.id = p.owner_id),
    'themes', (SELECT coalesce(json_agg({THEME} ORDER BY lower(t.name)), '[]')
        FROM blogs_posttheme l JOIN blogs_theme t ON t.id = l.theme_id WHERE l.post_id = p.id),
    'source_url', p.source_url, 'demonstration', p.demonstration,
    'api_url', '{{here}}/api/v1/posts/' || p.id || '/',
    'url', '{{here}}' || CASE p.kind WHEN 'case_study' THEN '/case-studies/' ELSE '/posts/' END || p.slug || '/'
"""  # noqa: S608
WHOLE = f"""{BRIEF}, 'body', p.body, 'returned_reason', p.returned_reason, 'publish_at', p.publish_at"""
NEWEST = "ORDER BY p.sort_day DESC, p.title, p.id LIMIT 50"
OF_THEME = """p.id IN (SELECT post_id FROM blogs_posttheme WHERE theme_id IN (
    WITH RECURSIVE narrower(id) AS (SELECT id FROM blogs_theme WHERE slug = '{theme}'
        UNION SELECT t.id FROM blogs_theme t JOIN narrower n ON t.broader_id = n.id) SELECT id FROM narrower))"""
OF_REGION = """(p.owner_id IN ({councils}) OR p.id IN (
    SELECT post_id FROM blogs_postcouncil WHERE council_id IN ({councils})
    UNION ALL SELECT post_id FROM blogs_postpartner WHERE council_id IN ({councils})))"""
COUNCILS = (
    "SELECT c.id FROM councils_council c JOIN councils_region g ON g.id = c.region_id WHERE g.slug = '{of_region}'"
)


def listed(condition="true", order=NEWEST) -> str:
    return f"""SELECT json_build_object('results', json_agg(said.item)) FROM (
        SELECT json_build_object({BRIEF}) AS item FROM blogs_post p WHERE {SEEN} AND {condition} {order}) said"""  # noqa: S608


def one() -> str:
    return f"SELECT json_build_object({WHOLE}) FROM blogs_post p WHERE p.id = '{{pk}}' AND {SEEN}"  # noqa: S608


def changed() -> str:
    return f"""SELECT json_build_object('results', json_agg(json_build_object(
            'collection', 'posts', 'id', p.id, 'item', json_build_object({WHOLE})) ORDER BY i.number))
        FROM (SELECT * FROM core_shareditem WHERE collection = 'posts' AND number > {{since}} AND (
            visibility IN ('public', 'sector') OR (visibility = 'region' AND region_id = '{{region}}'))
            ORDER BY number LIMIT 500) i JOIN blogs_post p ON p.id = i.item"""  # noqa: S608


def everything() -> str:
    return f"COPY (SELECT json_build_object({WHOLE}) FROM blogs_post p WHERE {SEEN} ORDER BY p.id) TO STDOUT"  # noqa: S608

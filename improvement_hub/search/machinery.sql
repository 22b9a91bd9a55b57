-- What keeps the index. Installed by `migrate`; see install.py, which adds for every kind of thing a function
-- search_index_KIND(ids) and the triggers that call it.

-- Markdown without its marks, to search and to quote from.
CREATE OR REPLACE FUNCTION search_plain(markdown text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT btrim(regexp_replace(regexp_replace(regexp_replace(regexp_replace(left(markdown, 200000),
        '!?\[([^\][]*)\]\([^()\s]*(?:\s+"[^"]*")?\)', '\1', 'g'),
        '^\s*(?:[#>]+|[-+*]|\d+[.)])\s+', '', 'gn'),
        '\\([\\`*_{}\[\]()#+.!|<>~-])|(\*+|`+|~~|\|)', '\1', 'g'),
        '\s+', ' ', 'g'))
$$;

CREATE OR REPLACE FUNCTION search_facet(named text, keyed text) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE found integer;
BEGIN
    SELECT id INTO found FROM search_facet WHERE facet = named AND key = keyed;
    IF found IS NULL THEN
        -- one transaction at a time has new values: two that have the same ones in another order would wait for each other
        PERFORM pg_advisory_xact_lock(hashtextextended('search_facet', 0));
        INSERT INTO search_facet (facet, key) VALUES (named, keyed) ON CONFLICT DO NOTHING RETURNING id INTO found;
    END IF;
    IF found IS NULL THEN
        SELECT id INTO found FROM search_facet WHERE facet = named AND key = keyed;
    END IF;
    RETURN found;
END $$;

-- A theme stands for all broader ones too.
CREATE OR REPLACE FUNCTION search_facets(kind text, councils uuid[], themes uuid[], stage text, level text, day date)
RETURNS integer[] LANGUAGE sql VOLATILE AS $$
    WITH RECURSIVE wider(id, broader_id) AS (
        SELECT t.id, t.broader_id FROM blogs_theme t WHERE t.id = ANY (themes)
        UNION SELECT t.id, t.broader_id FROM blogs_theme t JOIN wider w ON t.id = w.broader_id
    ), said(facet, key) AS (
        SELECT 'kind', kind
        UNION SELECT 'theme', id::text FROM wider
        UNION SELECT 'region', c.region_id::text FROM councils_council c WHERE c.id = ANY (councils)
        UNION SELECT 'council_type', c.kind FROM councils_council c WHERE c.id = ANY (councils)
        UNION SELECT 'stage', stage WHERE stage <> ''
        UNION SELECT 'evidence_level', level WHERE level <> ''
        UNION SELECT 'year', coalesce(extract(year FROM day)::text, 'undated')
    )
    SELECT array_agg(search_facet(s.facet, s.key)) FROM said s
$$;

-- The words a text says again and again: twice D, three or four times C, more often C twice.
CREATE OR REPLACE FUNCTION search_often(words tsvector) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(string_agg(
        quote_literal(lexeme) || CASE WHEN often > 4 THEN ':900C,901C' WHEN often > 2 THEN ':900C' ELSE ':900' END, ' '
    ), '')::tsvector
    FROM (
        SELECT lexeme, cardinality(positions) AS often FROM unnest(words)
        WHERE cardinality(positions) > 1 AND lexeme !~ '[\\'']' ORDER BY 2 DESC, 1 LIMIT 40
    ) repeated
$$;

-- Of each telling word where it stands first (A to D; a vector has its places in that order) and how often, up to four
-- times. Exact names of a place to look up in an index, as a vector with weights is not.
CREATE OR REPLACE FUNCTION search_steps(telling tsvector) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(array_to_tsvector(array_agg(lexeme || '/' || weights[1] || least(cardinality(weights), 4))), '')
    FROM unnest(telling) WHERE octet_length(lexeme) < 2000
$$;

CREATE OR REPLACE FUNCTION search_put(
    id uuid, kind text, title text, url text, place text, aside text, lead text, body text, day date,
    visibility text, region_id uuid, holders uuid[], demonstration boolean, councils uuid[], themes uuid[], stage text, level text
) RETURNS void LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    whole text := search_plain(search_put.body);
    opening text := search_plain(search_put.lead);
    named text;
    weighty tsvector;
    told tsvector;
    long tsvector := to_tsvector('english', whole);
BEGIN
    SELECT concat_ws(', ', search_put.place, search_put.aside, string_agg(concat_ws(' ', t.name, nullif(t.acronym, '')), ', '))
        INTO named FROM blogs_theme t WHERE t.id = ANY (search_put.themes);
    weighty := setweight(to_tsvector('english', search_put.title), 'A')
        || setweight(to_tsvector('english', named), 'B') || setweight(to_tsvector('english', opening), 'C');
    told := weighty || search_often(long);
    INSERT INTO search_entry AS e (
        id, kind, visibility, region_id, holders, demonstration, day, facets, councils, telling, words, steps
    ) VALUES (
        search_put.id, search_put.kind, search_put.visibility, search_put.region_id, search_put.holders, search_put.demonstration,
        search_put.day,
        search_facets(search_put.kind, search_put.councils, search_put.themes, search_put.stage, search_put.level,
            search_put.day),
        search_put.councils, told, weighty || long, search_steps(told)
    ) ON CONFLICT (id) DO UPDATE SET (
        kind, visibility, region_id, holders, demonstration, day, facets, councils, telling, words, steps
    ) = (
        excluded.kind, excluded.visibility, excluded.region_id, excluded.holders, excluded.demonstration, excluded.day,
        excluded.facets, excluded.councils, excluded.telling, excluded.words, excluded.steps
    ) WHERE e IS DISTINCT FROM excluded;
    IF FOUND THEN
        PERFORM search_entry_step();
    END IF;
    INSERT INTO search_entrytext AS t (entry_id, title, url, place, lead, body)
    VALUES (search_put.id, search_put.title, search_put.url, search_put.place, opening, whole)
    ON CONFLICT (entry_id) DO UPDATE SET (title, url, place, lead, body) = (
        excluded.title, excluded.url, excluded.place, excluded.lead, excluded.body
    ) WHERE t IS DISTINCT FROM excluded;
    IF FOUND THEN
        PERFORM search_entry_step();
    END IF;
END $$;

CREATE OR REPLACE FUNCTION search_remove(gone uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM search_entrytext WHERE entry_id = ANY (gone);
    DELETE FROM search_entry WHERE id = ANY (gone);
    IF FOUND THEN
        PERFORM search_entry_step();
    END IF;
END $$;

-- One step of the edition for each transaction that changed what can be found, or what it is called.
CREATE OR REPLACE FUNCTION search_entry_step() RETURNS void LANGUAGE plpgsql AS $$
DECLARE now text := pg_current_xact_id()::text;
BEGIN
    IF current_setting('search.noted', true) IS DISTINCT FROM now THEN
        UPDATE search_edition SET changes = changes + 1
            WHERE id = (SELECT id FROM search_edition ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED);
        IF NOT FOUND THEN
            -- from a number of its own, so that an index that was emptied never has an edition twice
            INSERT INTO search_edition (changes) VALUES ((extract(epoch FROM clock_timestamp()) * 1000000)::bigint);
        END IF;
        PERFORM set_config('search.noted', now, true);
    END IF;
END $$;

CREATE OR REPLACE FUNCTION search_entry_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM search_entry_step();
    RETURN NULL;
END $$;

-- Counts every word of what the public, and the sector, may read: of each at most the newest 60,000 entries.
CREATE OR REPLACE FUNCTION search_count_words() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    CREATE TEMP TABLE counted ON COMMIT DROP AS
        SELECT stat.word, max(ndoc) FILTER (WHERE open) AS in_public, sum(ndoc) AS in_sector
        FROM (SELECT word, ndoc, true AS open FROM ts_stat($q$
            SELECT to_tsvector('simple', concat_ws(' ', t.title, t.place, t.lead, t.body)) FROM search_entrytext t
            JOIN search_entry e ON e.id = t.entry_id WHERE e.visibility = 'public'
            ORDER BY e.day DESC NULLS LAST, e.id LIMIT 60000 $q$)
        UNION ALL SELECT word, ndoc, false FROM ts_stat($q$
            SELECT to_tsvector('simple', concat_ws(' ', t.title, t.place, t.lead, t.body)) FROM search_entrytext t
            JOIN search_entry e ON e.id = t.entry_id WHERE e.visibility = 'sector'
            ORDER BY e.day DESC NULLS LAST, e.id LIMIT 60000 $q$)) stat
        WHERE length(stat.word) BETWEEN 2 AND 60 AND stat.word ~ '^[[:alpha:]]+$' GROUP BY stat.word;
    DELETE FROM search_word;
    INSERT INTO search_word SELECT word, coalesce((ts_lexize('english_stem', word))[1], ''),
        coalesce(in_public, 0), coalesce(in_sector, 0) FROM counted
    UNION ALL SELECT '', '', count(*) FILTER (WHERE visibility = 'public'), count(*) FROM search_entry
        WHERE visibility IN ('public', 'sector');  -- no word: how many entries there are
    DROP TABLE counted;
END $$;

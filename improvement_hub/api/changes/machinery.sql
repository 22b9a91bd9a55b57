-- What notes the changes of shared items. Installed by `migrate`; see install.py, which adds for every collection a
-- function api_note_COLLECTION(), and the triggers that say what it is to look at.
--
-- Statements only remember what they touched. At the end of the transaction, one transaction after the other, it is
-- looked up whom that is shared with by now: what is read there is what others read from then on.

CREATE SEQUENCE IF NOT EXISTS api_change_number;

-- Rows of the running transaction alone: they are gone when it ends. cause: the table of which `item` is a row that
-- others show, such as a theme; empty where it is the item itself.
CREATE UNLOGGED TABLE IF NOT EXISTS api_touch (collection text NOT NULL, item uuid NOT NULL, cause text NOT NULL)
    WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);
CREATE UNLOGGED TABLE IF NOT EXISTS api_pending (of_transaction bigint NOT NULL)
    WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);

CREATE OR REPLACE FUNCTION api_remember(named text, caused_by text, ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE now text := pg_current_xact_id()::text;
BEGIN
    INSERT INTO api_touch SELECT named, id, caused_by FROM unnest(ids) id WHERE id IS NOT NULL;
    IF FOUND AND current_setting('api.pending', true) IS DISTINCT FROM now THEN
        PERFORM set_config('api.pending', now, true);
        INSERT INTO api_pending VALUES (now::bigint);
    END IF;
END $$;

CREATE OR REPLACE FUNCTION api_note() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE named text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('api_note'));
    PERFORM set_config('api.pending', '', true);
    FOR named IN SELECT DISTINCT collection FROM api_touch ORDER BY collection LOOP
        EXECUTE format('SELECT %I()', 'api_note_' || named);
    END LOOP;
    DELETE FROM api_touch;
    DELETE FROM api_pending;
    RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS note_at_the_end ON api_pending;
CREATE CONSTRAINT TRIGGER note_at_the_end AFTER INSERT ON api_pending DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION api_note();

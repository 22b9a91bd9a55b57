"""The evidence gate without gaps: by SQL as well, nothing becomes or stays a finding around it.

- The gate counts evidence of the statement's own review only, and refuses a finding whose key line is not there.
- It is weighed in read committed transactions only: in others a count may be older than the lock it waited for.
- What others stand on keeps its id and stays, also within one transaction that would put another row in its place.
- A review that has reported holds nothing, and each of its findings passes the gate at that moment.

Who owns the tables can still disable triggers; the hub's own code never does.
"""

from importlib import import_module

from django.db import migrations
from improvement_hub.core import migration

GATE = """
CREATE OR REPLACE FUNCTION peer_review_hold_to_gate(subject uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    said RECORD;
    gate RECORD;
    pieces integer;
    sources integer;
    activities integer;
BEGIN
    SELECT s.state, s.keyline_id INTO said FROM peer_review_statement s WHERE s.id = subject FOR NO KEY UPDATE;

    IF NOT FOUND OR said.state <> 'finding' THEN
        RETURN;
    END IF;

    -- the counts below must see what others committed while this waited for the lock
    IF current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted') THEN
        RAISE EXCEPTION 'the evidence gate is weighed in read committed transactions only'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'a_finding_stands_on_its_evidence';
    END IF;

    SELECT r.id, r.gate_pieces, r.gate_sources, r.gate_activities INTO gate
    FROM peer_review_keylineofenquiry k JOIN peer_review_review r ON r.id = k.review_id
    WHERE k.id = said.keyline_id;

    IF NOT FOUND THEN
        RAISE EXCEPTION 'a finding answers a key line of a review'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'a_finding_stands_on_its_evidence';
    END IF;

    SELECT count(*), count(DISTINCT counted.source_role), count(DISTINCT counted.activity_id)
    INTO pieces, sources, activities
    FROM (
        SELECT e.source_role, e.activity_id
        FROM peer_review_evidence e JOIN peer_review_activity a ON a.id = e.activity_id
        WHERE e.withdrawn_at IS NULL
          AND a.review_id = gate.id
          AND e.id IN (
              SELECT l.evidence_id FROM peer_review_support l
              WHERE l.statement_id = subject AND l.relation = 'supports'
          )
        ORDER BY e.id
        FOR SHARE OF e
    ) AS counted;

    IF pieces < gate.gate_pieces OR sources < gate.gate_sources OR activities < gate.gate_activities THEN
        RAISE EXCEPTION 'a finding has % pieces of evidence, % kinds of source and % activities; its gate asks %, %, %',
            pieces, sources, activities, gate.gate_pieces, gate.gate_sources, gate.gate_activities
        USING ERRCODE = 'check_violation', CONSTRAINT = 'a_finding_stands_on_its_evidence';
    END IF;
END;
$$
"""

REPORTED = """
CREATE FUNCTION peer_review_is_reported(state text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT state IN ('feedback_given', 'accuracy_check', 'final', 'action_planning', 'follow_up', 'closed')
$$;

CREATE FUNCTION peer_review_hold_to_report() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    said RECORD;
BEGIN
    IF current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted') THEN
        RAISE EXCEPTION 'a review reports in a read committed transaction only'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'a_reported_review_holds_nothing';
    END IF;
    FOR said IN
        SELECT s.id, s.held_at FROM peer_review_statement s
        JOIN peer_review_keylineofenquiry k ON k.id = s.keyline_id
        WHERE k.review_id = NEW.id ORDER BY s.id
    LOOP
        IF said.held_at IS NOT NULL THEN
            RAISE EXCEPTION 'a statement of this review is held'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'a_reported_review_holds_nothing';
        END IF;
        PERFORM peer_review_hold_to_gate(said.id);
    END LOOP;
    RETURN NULL;
END;
$$;

CREATE TRIGGER a_reported_review_holds_nothing
    AFTER UPDATE OF state ON peer_review_review FOR EACH ROW
    WHEN (peer_review_is_reported(NEW.state) AND OLD.state IS DISTINCT FROM NEW.state)
    EXECUTE FUNCTION peer_review_hold_to_report();
"""

NO_REPORTED = """
DROP TRIGGER a_reported_review_holds_nothing ON peer_review_review;
DROP FUNCTION peer_review_hold_to_report();
DROP FUNCTION peer_review_is_reported(text);
"""

STAYS = """
CREATE FUNCTION peer_review_stays_while_used() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    used boolean;
BEGIN
    EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE %I = $1)', TG_ARGV[0], TG_ARGV[1]) INTO used USING OLD.id;
    IF used THEN
        RAISE EXCEPTION '% stands on this row of %', TG_ARGV[0], TG_TABLE_NAME
        USING ERRCODE = 'foreign_key_violation', CONSTRAINT = TG_NAME;
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END;
$$
"""

# trigger, table, and the rows that stand on one of its own
USED = [
    ("a_review_stays_for_its_keylines", "review", "keylineofenquiry", "review_id"),
    ("a_review_stays_for_its_activities", "review", "activity", "review_id"),
    ("a_keyline_stays_for_its_statements", "keylineofenquiry", "statement", "keyline_id"),
    ("a_keyline_stays_for_its_evidence", "keylineofenquiry", "evidence", "keyline_id"),
    ("an_activity_stays_for_its_evidence", "activity", "evidence", "activity_id"),
    ("evidence_stays_for_its_statements", "evidence", "support", "evidence_id"),
]


def stays(name, table, user, column):
    table, user = f"peer_review_{table}", f"peer_review_{user}"
    return migrations.RunSQL(
        f"CREATE TRIGGER {name} BEFORE DELETE OR UPDATE OF id ON {table} FOR EACH ROW"
        f" EXECUTE FUNCTION peer_review_stays_while_used('{user}', '{column}')",
        f"DROP TRIGGER {name} ON {table}",
    )


BEFORE = import_module("peer_review.migrations.0002_gate").CREATE.replace("CREATE", "CREATE OR REPLACE")


class Migration(migration.Migration):
    dependencies = [("peer_review", "0030_documents")]
    operations = [
        migrations.RunSQL(GATE, BEFORE),
        migrations.RunSQL(REPORTED, NO_REPORTED),
        migrations.RunSQL(STAYS, "DROP FUNCTION peer_review_stays_while_used()"),
        *(stays(*row) for row in USED),
    ]

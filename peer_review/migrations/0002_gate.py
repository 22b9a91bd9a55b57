"""The evidence gate in the database: the triggers on statements, links and evidence all call this function.

It locks the statement and every piece that counts, so that two writers at once are weighed one after the other.
"""

from django.db import migrations
from improvement_hub.core import migration

CREATE = """
CREATE FUNCTION peer_review_hold_to_gate(subject uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    gate RECORD;
    pieces integer;
    sources integer;
    activities integer;
BEGIN
    SELECT s.state, r.gate_pieces, r.gate_sources, r.gate_activities INTO gate
    FROM peer_review_statement s
    JOIN peer_review_keylineofenquiry k ON k.id = s.keyline_id
    JOIN peer_review_review r ON r.id = k.review_id
    WHERE s.id = subject
    FOR NO KEY UPDATE OF s;

    IF NOT FOUND OR gate.state <> 'finding' THEN
        RETURN;
    END IF;

    -- the counts below must see what others committed while this waited for the lock
    IF current_setting('transaction_isolation') = 'repeatable read' THEN
        RAISE EXCEPTION 'the evidence gate cannot be weighed in a repeatable read transaction'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'a_finding_stands_on_its_evidence';
    END IF;

    SELECT count(*), count(DISTINCT counted.source_role), count(DISTINCT counted.activity_id)
    INTO pieces, sources, activities
    FROM (
        SELECT e.source_role, e.activity_id
        FROM peer_review_evidence e
        WHERE e.withdrawn_at IS NULL
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


class Migration(migration.Migration):
    dependencies = [("peer_review", "0001_reviews")]
    operations = [
        migrations.RunSQL(CREATE, "DROP FUNCTION peer_review_hold_to_gate(uuid)"),
    ]

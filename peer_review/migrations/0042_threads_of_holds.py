"""The thread of each hold that stands begins with its reason."""

from django.db import migrations
from improvement_hub.core import migration

BEGIN = """
INSERT INTO peer_review_holdnote (id, created_at, changed_at, version, statement_id, kind, author_id, words)
SELECT gen_random_uuid(), held_at, held_at, 1, id, 'held', held_by_id, hold_reason
FROM peer_review_statement WHERE held_at IS NOT NULL
"""


class Migration(migration.Migration):
    dependencies = [("peer_review", "0041_analysis")]
    operations = [migrations.RunSQL(BEGIN, migrations.RunSQL.noop)]

"""Where someone had the same role twice at a time, the one that lasts longest stays; the audit trail keeps all."""

from datetime import date

from django.db import migrations
from improvement_hub.core import migration


def keep_the_longest(apps, schema_editor):
    Membership = apps.get_model("accounts", "Membership")
    kept = {}
    for row in sorted(Membership.objects.all(), key=lambda row: (row.ends_on or date.max, -row.starts_on.toordinal()), reverse=True):
        others = kept.setdefault((row.person_id, row.role, row.council_id, row.region_id), [])
        if any(overlap(row, other) for other in others):
            row.delete()
        else:
            others.append(row)


def overlap(row, other):
    return row.starts_on <= (other.ends_on or date.max) and other.starts_on <= (row.ends_on or date.max)


class Migration(migration.Migration):

    dependencies = [("accounts", "0004_identities")]

    operations = [migrations.RunPython(keep_the_longest, migrations.RunPython.noop)]

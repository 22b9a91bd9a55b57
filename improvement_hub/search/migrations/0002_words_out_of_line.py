"""The whole text's words stay out of the row, unpacked: ranking and counting read rows, matching reads the index."""

from django.db import migrations

from improvement_hub.core import migration


class Migration(migration.Migration):
    dependencies = [("search", "0001_index")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE search_entry ALTER COLUMN words SET STORAGE EXTERNAL",
            "ALTER TABLE search_entry ALTER COLUMN words SET STORAGE EXTENDED",
        )
    ]

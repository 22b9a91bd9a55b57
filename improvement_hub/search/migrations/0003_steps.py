"""What the telling words of an entry can add to its score; and rows of a kilobyte, as search reads many of them."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations

from improvement_hub.core import migration

NARROW = """
    ALTER TABLE search_entry SET (toast_tuple_target = 1600),
        ALTER COLUMN telling SET STORAGE MAIN, ALTER COLUMN steps SET STORAGE EXTERNAL,
        ALTER COLUMN facets SET STORAGE MAIN, ALTER COLUMN councils SET STORAGE MAIN,
        ALTER COLUMN holders SET STORAGE MAIN
"""
AS_BEFORE = """
    ALTER TABLE search_entry RESET (toast_tuple_target),
        ALTER COLUMN telling SET STORAGE EXTENDED, ALTER COLUMN steps SET STORAGE EXTENDED,
        ALTER COLUMN facets SET STORAGE EXTENDED, ALTER COLUMN councils SET STORAGE EXTENDED,
        ALTER COLUMN holders SET STORAGE EXTENDED
"""


class Migration(migration.Migration):
    dependencies = [("search", "0002_words_out_of_line")]

    operations = [
        migrations.AddField("entry", "steps", django.contrib.postgres.search.SearchVectorField(default=""), False),
        migrations.AddIndex(
            "entry",
            django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=["steps"], name="entry_steps"),
        ),
        migrations.RunSQL(NARROW, AS_BEFORE),
    ]

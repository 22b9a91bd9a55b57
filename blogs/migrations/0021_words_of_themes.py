from django.db import migrations
from improvement_hub.core import migration

TOUCH = "UPDATE blogs_theme SET synonyms = synonyms, broader_id = broader_id"


class Migration(migration.Migration):
    """The triggers write the words and the lines of the themes that are here already."""

    dependencies = [("blogs", "0020_vocabulary")]

    operations = [migrations.RunSQL(TOUCH, migrations.RunSQL.noop)]

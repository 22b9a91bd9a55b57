from django.db import migrations
from improvement_hub.core import migration

BACK_TO_EDITORS = "UPDATE blogs_post SET state = 'submitted', publish_at = NULL WHERE state = 'scheduled'"


class Migration(migration.Migration):
    """The way back knows no schedule: what waits for its moment waits for an editor again."""

    dependencies = [("blogs", "0018_writing_turns")]

    operations = [migrations.RunSQL(migrations.RunSQL.noop, BACK_TO_EDITORS)]

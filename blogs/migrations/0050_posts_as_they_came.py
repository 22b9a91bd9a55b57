from django.db import migrations, models

from improvement_hub.core import migration


class Migration(migration.Migration):
    dependencies = [("blogs", "0040_event_files")]

    operations = [
        migrations.AddIndex("post", models.Index(fields=["created_at", "id"], name="post_as_they_came")),
    ]

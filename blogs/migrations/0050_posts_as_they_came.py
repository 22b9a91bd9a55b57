from django.db import migrations, models

from improvement_hub.core import migration


class Migration(migration.Migration):
    dependencies = [("blogs", "0034_themes_of_sites")]

    operations = [
        migrations.AddIndex("post", models.Index(fields=["created_at", "id"], name="post_as_they_came")),
    ]

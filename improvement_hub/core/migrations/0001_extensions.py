from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations
from improvement_hub.core import migration


class Migration(migration.Migration):
    """What search and finding by name need of PostgreSQL."""

    initial = True

    dependencies = []

    operations = [TrigramExtension(), UnaccentExtension()]

from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations


class Migration(migrations.Migration):
    """What search and finding by name need of PostgreSQL."""

    initial = True

    dependencies = []

    operations = [TrigramExtension(), UnaccentExtension()]

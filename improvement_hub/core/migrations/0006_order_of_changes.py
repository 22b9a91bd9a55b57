"""Where each shared item stands in the order of changes, and its representation as text."""
import django.contrib.postgres.fields
import django.db.models.functions.datetime
from django.db import migrations, models

from improvement_hub.core import migration


class Migration(migration.Migration):

    dependencies = [
        ('core', '0005_followed_views'),
    ]

    operations = [
        migrations.CreateModel(
            name='ChangeLog',
            fields=[
                ('id', models.UUIDField(primary_key=True, serialize=False)),
            ],
        ),
        migrations.CreateModel(
            name='PreparedAnswer',
            fields=[
                ('pk', models.CompositePrimaryKey('collection', 'item', 'form', blank=True, editable=False, primary_key=True, serialize=False)),
                ('collection', models.CharField(max_length=30)),
                ('item', models.UUIDField()),
                ('form', models.CharField(max_length=5)),
                ('number', models.BigIntegerField()),
                ('code', models.CharField(max_length=12)),
                ('body', models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name='Departure',
            fields=[
                ('collection', models.CharField(max_length=30)),
                ('item', models.UUIDField()),
                ('visibility', models.CharField(choices=[('team', 'The visiting team'), ('review', 'The team and the host'), ('region', "The host's region"), ('sector', 'Members of councils and regions'), ('public', 'Everyone')], max_length=6)),
                ('region_id', models.UUIDField(null=True)),
                ('holders', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), null=True, size=None)),
                ('demonstration', models.BooleanField()),
                ('number', models.BigIntegerField(primary_key=True, serialize=False)),
                ('left_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'indexes': [models.Index(fields=['collection', 'number'], name='departures_of_a_collection'), models.Index(fields=['collection', 'item'], name='departures_of_an_item'), models.Index(fields=['left_at'], name='departures_by_age')],
            },
        ),
        migrations.CreateModel(
            name='SharedItem',
            fields=[
                ('collection', models.CharField(max_length=30)),
                ('item', models.UUIDField()),
                ('visibility', models.CharField(choices=[('team', 'The visiting team'), ('review', 'The team and the host'), ('region', "The host's region"), ('sector', 'Members of councils and regions'), ('public', 'Everyone')], max_length=6)),
                ('region_id', models.UUIDField(null=True)),
                ('holders', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), null=True, size=None)),
                ('demonstration', models.BooleanField()),
                ('pk', models.CompositePrimaryKey('collection', 'item', blank=True, editable=False, primary_key=True, serialize=False)),
                ('number', models.BigIntegerField(unique=True)),
                ('shared_at', models.BigIntegerField()),
            ],
            options={
                'indexes': [models.Index(fields=['collection', 'number'], name='items_of_a_collection')],
            },
        ),
    ]

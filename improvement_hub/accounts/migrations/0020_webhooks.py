"""Addresses at which partners’ systems are told that something changed, and what they answered."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.db import migrations, models

from improvement_hub.core import migration


class Migration(migration.Migration):

    dependencies = [
        ('accounts', '0010_without_the_one_key'),
    ]

    operations = [
        migrations.CreateModel(
            name='Webhook',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('address', models.CharField(max_length=500)),
                ('collections', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), size=None)),
                ('sealed_secret', models.TextField()),
                ('sealed_old_secret', models.TextField(blank=True)),
                ('old_until', models.DateTimeField(blank=True, null=True)),
                ('log', models.UUIDField(null=True)),
                ('rights', models.CharField(blank=True, max_length=16)),
                ('number', models.BigIntegerField(default=0)),
                ('began', models.BigIntegerField(default=0)),
                ('taken', models.PositiveIntegerField(default=0)),
                ('due_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('failures', models.PositiveIntegerField(default=0)),
                ('failing_since', models.DateTimeField(blank=True, null=True)),
                ('disabled_at', models.DateTimeField(blank=True, null=True)),
                ('told_at', models.DateTimeField(blank=True, null=True)),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='webhooks', to='accounts.apiclient')),
            ],
            options={
                'ordering': ['created_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='WebhookDelivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('message', models.CharField(max_length=40)),
                ('kind', models.CharField(choices=[('changes', 'Changes'), ('resync', 'Read everything anew'), ('ping', 'Test')], max_length=7)),
                ('count', models.PositiveSmallIntegerField(default=0)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('milliseconds', models.PositiveIntegerField()),
                ('status', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('trouble', models.CharField(blank=True, max_length=100)),
                ('webhook', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='accounts.webhook')),
            ],
            options={
                'ordering': ['-at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='WebhookEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('address', models.CharField(max_length=500)),
                ('collections', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), size=None)),
                ('old_until', models.DateTimeField(blank=True, null=True)),
                ('disabled_at', models.DateTimeField(blank=True, null=True)),
                ('client', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.apiclient')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='accounts.webhook')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='webhook',
            index=models.Index(condition=models.Q(('disabled_at', None)), fields=['due_at'], name='webhooks_that_are_due'),
        ),
        migrations.AddConstraint(
            model_name='webhook',
            constraint=models.UniqueConstraint(fields=('client', 'address'), name='an_address_is_told_once', violation_error_message='This system is told at that address already.'),
        ),
        migrations.AddConstraint(
            model_name='webhook',
            constraint=models.CheckConstraint(condition=models.Q(('collections', []), _negated=True), name='a_webhook_tells_of_something', violation_error_message='Choose at least one collection.'),
        ),
        migrations.AddConstraint(
            model_name='webhook',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('old_until', None), ('sealed_old_secret', '')), models.Q(models.Q(('sealed_old_secret', ''), _negated=True), ('old_until__isnull', False)), _connector='OR'), name='an_old_secret_has_its_end'),
        ),
        migrations.AddConstraint(
            model_name='webhook',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('failing_since', None), ('failures', 0)), models.Q(('failing_since__isnull', False), ('failures__gt', 0)), _connector='OR'), name='what_fails_fails_since_then'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='webhook',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_webhookevent" ("address", "changed_at", "client_id", "collections", "created_at", "disabled_at", "id", "old_until", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."address", NEW."changed_at", NEW."client_id", NEW."collections", NEW."created_at", NEW."disabled_at", NEW."id", NEW."old_until", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."version"); RETURN NULL;', hash='e026865dbcd4ab1288ab16df24f60fd31f8110f8', operation='INSERT', pgid='pgtrigger_insert_insert_79b54', table='accounts_webhook', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='webhook',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."address" IS DISTINCT FROM (NEW."address") OR OLD."changed_at" IS DISTINCT FROM (NEW."changed_at") OR OLD."client_id" IS DISTINCT FROM (NEW."client_id") OR OLD."collections" IS DISTINCT FROM (NEW."collections") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."disabled_at" IS DISTINCT FROM (NEW."disabled_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."old_until" IS DISTINCT FROM (NEW."old_until") OR OLD."version" IS DISTINCT FROM (NEW."version"))', func='INSERT INTO "accounts_webhookevent" ("address", "changed_at", "client_id", "collections", "created_at", "disabled_at", "id", "old_until", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."address", NEW."changed_at", NEW."client_id", NEW."collections", NEW."created_at", NEW."disabled_at", NEW."id", NEW."old_until", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."version"); RETURN NULL;', hash='ad81c7f15e2ef4e07e4060da51754bcfc7b56ad7', operation='UPDATE', pgid='pgtrigger_update_update_76b10', table='accounts_webhook', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='webhook',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_webhookevent" ("address", "changed_at", "client_id", "collections", "created_at", "disabled_at", "id", "old_until", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (OLD."address", OLD."changed_at", OLD."client_id", OLD."collections", OLD."created_at", OLD."disabled_at", OLD."id", OLD."old_until", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."version"); RETURN NULL;', hash='11f3c48ff82602cbefd1e822e8398954f8d206b0', operation='DELETE', pgid='pgtrigger_delete_delete_489f6', table='accounts_webhook', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='webhookdelivery',
            index=models.Index(models.F('webhook'), models.OrderBy(models.F('at'), descending=True), name='deliveries_of_a_webhook'),
        ),
        migrations.AddIndex(
            model_name='webhookdelivery',
            index=models.Index(fields=['at'], name='webhook_deliveries_by_age'),
        ),
        migrations.AddConstraint(
            model_name='webhookdelivery',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__isnull', False), ('trouble', '')), models.Q(('status', None), models.Q(('trouble', ''), _negated=True)), _connector='OR'), name='a_delivery_has_an_answer_or_not'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='webhookevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='63737be82f003503f377b81afded1cf149ba29ce', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_9b78b', table='accounts_webhookevent', when='BEFORE')),
        ),
    ]

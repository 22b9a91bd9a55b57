import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.db import migrations, models

from improvement_hub.core import migration


class Migration(migration.Migration):

    dependencies = [
        ('blogs', '0033_scheduled_case_studies'),
        ('demonstrators', '0012_approaches'),
    ]

    operations = [
        migrations.CreateModel(
            name='SiteTheme',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='theme_links', to='demonstrators.site')),
                ('theme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='site_links', to='blogs.theme')),
            ],
        ),
        migrations.CreateModel(
            name='SiteThemeEvent',
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
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='blogs.sitetheme')),
                ('site', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='demonstrators.site')),
                ('theme', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='blogs.theme')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='sitetheme',
            constraint=models.UniqueConstraint(fields=('site', 'theme'), name='a_theme_of_a_site_once', violation_error_message='This theme is named already.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sitetheme',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "blogs_sitethemeevent" ("changed_at", "created_at", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "site_id", "theme_id", "version") VALUES (NEW."changed_at", NEW."created_at", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."site_id", NEW."theme_id", NEW."version"); RETURN NULL;', hash='ef3a9576ca425a1800ab7dffb813a685e44252d2', operation='INSERT', pgid='pgtrigger_insert_insert_e3112', table='blogs_sitetheme', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sitetheme',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "blogs_sitethemeevent" ("changed_at", "created_at", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "site_id", "theme_id", "version") VALUES (NEW."changed_at", NEW."created_at", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."site_id", NEW."theme_id", NEW."version"); RETURN NULL;', hash='4cbe80ea27f8e2c1158e4aed6012d4a9ad062d5d', operation='UPDATE', pgid='pgtrigger_update_update_7bdc5', table='blogs_sitetheme', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sitetheme',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "blogs_sitethemeevent" ("changed_at", "created_at", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "site_id", "theme_id", "version") VALUES (OLD."changed_at", OLD."created_at", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."site_id", OLD."theme_id", OLD."version"); RETURN NULL;', hash='8aac9fe05ba02db8e8901cc73bb1ba725ccdd580', operation='DELETE', pgid='pgtrigger_delete_delete_a8b39', table='blogs_sitetheme', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sitethemeevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='865ab2b75d9ee1480d60a7af204cf16829a8079e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_bca53', table='blogs_sitethemeevent', when='BEFORE')),
        ),
    ]

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations
from improvement_hub.core import migration


class Migration(migration.Migration):

    dependencies = [
        ('accounts', '0009_keys_move'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='apiclient',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='apiclient',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='apiclient',
            name='delete_delete',
        ),
        migrations.RemoveField(
            model_name='apiclient',
            name='expires_at',
        ),
        migrations.RemoveField(
            model_name='apiclient',
            name='key_digest',
        ),
        migrations.RemoveField(
            model_name='apiclient',
            name='key_starts',
        ),
        migrations.RemoveField(
            model_name='apiclient',
            name='last_used_at',
        ),
        migrations.RemoveField(
            model_name='apiclientevent',
            name='expires_at',
        ),
        migrations.RemoveField(
            model_name='apiclientevent',
            name='key_starts',
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='apiclient',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_apiclientevent" ("changed_at", "created_at", "id", "name", "organisation_id", "per_minute", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "scopes", "version") VALUES (NEW."changed_at", NEW."created_at", NEW."id", NEW."name", NEW."organisation_id", NEW."per_minute", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."revoked_at", NEW."scopes", NEW."version"); RETURN NULL;', hash='d8fde7e098fd234f8e5b49f018af861cd2fa2fd9', operation='INSERT', pgid='pgtrigger_insert_insert_f7d28', table='accounts_apiclient', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='apiclient',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "accounts_apiclientevent" ("changed_at", "created_at", "id", "name", "organisation_id", "per_minute", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "scopes", "version") VALUES (NEW."changed_at", NEW."created_at", NEW."id", NEW."name", NEW."organisation_id", NEW."per_minute", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."revoked_at", NEW."scopes", NEW."version"); RETURN NULL;', hash='9d74b794d1cfe2526b2d9d6383554b7049b5b35a', operation='UPDATE', pgid='pgtrigger_update_update_7a817', table='accounts_apiclient', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='apiclient',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_apiclientevent" ("changed_at", "created_at", "id", "name", "organisation_id", "per_minute", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "scopes", "version") VALUES (OLD."changed_at", OLD."created_at", OLD."id", OLD."name", OLD."organisation_id", OLD."per_minute", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."revoked_at", OLD."scopes", OLD."version"); RETURN NULL;', hash='6ea4a885bfecfa051d4ab4191fcaea75a36c3b27', operation='DELETE', pgid='pgtrigger_delete_delete_92961', table='accounts_apiclient', when='AFTER')),
        ),
    ]

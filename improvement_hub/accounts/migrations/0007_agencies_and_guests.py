
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models
from improvement_hub.core import migration


class Migration(migration.Migration):

    dependencies = [
        ('accounts', '0006_a_role_is_held_once_at_a_time'),
        ('councils', '0001_councils'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='organisation',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='organisation',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='organisation',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='invitation',
            name='an_invitation_has_its_scope',
        ),
        migrations.RemoveConstraint(
            model_name='membership',
            name='a_role_has_its_scope',
        ),
        migrations.AddField(
            model_name='organisation',
            name='agency',
            field=models.CharField(blank=True, choices=[('police', 'Police'), ('health', 'Health'), ('parent_carers', 'Parent carer forum'), ('consultant', 'Independent consultant'), ('other', 'Other')], max_length=13, verbose_name='kind of agency'),
        ),
        migrations.AddField(
            model_name='organisationevent',
            name='agency',
            field=models.CharField(blank=True, choices=[('police', 'Police'), ('health', 'Health'), ('parent_carers', 'Parent carer forum'), ('consultant', 'Independent consultant'), ('other', 'Other')], max_length=13, verbose_name='kind of agency'),
        ),
        migrations.AlterField(
            model_name='invitation',
            name='role',
            field=models.CharField(choices=[('director', 'Director'), ('improvement_officer', 'Improvement officer'), ('editor', 'Editor'), ('regional_lead', 'Regional lead'), ('administrator', 'Administrator'), ('partner', 'Partner agency member'), ('guest', 'Guest of a review')], max_length=20),
        ),
        migrations.AlterField(
            model_name='invitationevent',
            name='role',
            field=models.CharField(choices=[('director', 'Director'), ('improvement_officer', 'Improvement officer'), ('editor', 'Editor'), ('regional_lead', 'Regional lead'), ('administrator', 'Administrator'), ('partner', 'Partner agency member'), ('guest', 'Guest of a review')], max_length=20),
        ),
        migrations.AlterField(
            model_name='membership',
            name='role',
            field=models.CharField(choices=[('director', 'Director'), ('improvement_officer', 'Improvement officer'), ('editor', 'Editor'), ('regional_lead', 'Regional lead'), ('administrator', 'Administrator'), ('partner', 'Partner agency member'), ('guest', 'Guest of a review')], max_length=20),
        ),
        migrations.AlterField(
            model_name='membershipevent',
            name='role',
            field=models.CharField(choices=[('director', 'Director'), ('improvement_officer', 'Improvement officer'), ('editor', 'Editor'), ('regional_lead', 'Regional lead'), ('administrator', 'Administrator'), ('partner', 'Partner agency member'), ('guest', 'Guest of a review')], max_length=20),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_organisationevent" ("agency", "changed_at", "council_id", "created_at", "demonstration", "id", "kind", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."agency", NEW."changed_at", NEW."council_id", NEW."created_at", NEW."demonstration", NEW."id", NEW."kind", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."version"); RETURN NULL;', hash='0d676890647a4525c086171f10ae3090455efa86', operation='INSERT', pgid='pgtrigger_insert_insert_66a5c', table='accounts_organisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "accounts_organisationevent" ("agency", "changed_at", "council_id", "created_at", "demonstration", "id", "kind", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."agency", NEW."changed_at", NEW."council_id", NEW."created_at", NEW."demonstration", NEW."id", NEW."kind", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."version"); RETURN NULL;', hash='071da455f4587420080f450405f3186bf3fa9220', operation='UPDATE', pgid='pgtrigger_update_update_9e5fc', table='accounts_organisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_organisationevent" ("agency", "changed_at", "council_id", "created_at", "demonstration", "id", "kind", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (OLD."agency", OLD."changed_at", OLD."council_id", OLD."created_at", OLD."demonstration", OLD."id", OLD."kind", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."version"); RETURN NULL;', hash='c5b40cdb3cda247f608f99e91bd8bbbb027dffcb', operation='DELETE', pgid='pgtrigger_delete_delete_7b33b', table='accounts_organisation', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('council__isnull', False), ('region', None), ('role__in', ('director', 'improvement_officer', 'editor'))), models.Q(('council', None), ('region__isnull', False), ('role', 'regional_lead')), models.Q(('council', None), ('region', None), ('role__in', ['administrator', 'partner', 'guest'])), _connector='OR'), name='an_invitation_has_its_scope', violation_error_message='A director, improvement officer or editor acts for a council, a regional lead for a region, an administrator for the hub.'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('council__isnull', False), ('region', None), ('role__in', ('director', 'improvement_officer', 'editor'))), models.Q(('council', None), ('region__isnull', False), ('role', 'regional_lead')), models.Q(('council', None), ('region', None), ('role__in', ['administrator', 'partner', 'guest'])), _connector='OR'), name='a_role_has_its_scope', violation_error_message='A director, improvement officer or editor acts for a council, a regional lead for a region, an administrator for the hub.'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'partner'), ('agency', ''), _connector='OR'), name='only_a_partner_is_an_agency'),
        ),
    ]

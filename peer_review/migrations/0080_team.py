
import django.db.models.deletion
import django.db.models.functions.text
import improvement_hub.core.childlevel
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models
from improvement_hub.core import migration


class Migration(migration.Migration):

    dependencies = [
        ('accounts', '0007_agencies_and_guests'),
        ('peer_review', '0070_methods'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Conflict',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('basis', models.CharField(choices=[('employed', 'Works for the host, or is about to'), ('family', 'Has family or a partner in the service under review'), ('paid', 'Is paid by the host, or bids for its work'), ('worked', 'Worked for the host in the last three years'), ('inspected', 'Inspected or advised the host in the last three years'), ('friendship', 'Is a friend of, or in dispute with, someone who leads the service'), ('mutual', 'The host reviews, or lately reviewed, their own council'), ('rivalry', 'Their council competes with the host for staff, money or a contract'), ('other', 'Something else')], max_length=15)),
                ('words', models.TextField(max_length=1000, validators=[improvement_hub.core.childlevel.refuse_child_level])),
                ('overridden_at', models.DateTimeField(blank=True, null=True)),
                ('override_reason', models.CharField(blank=True, max_length=500, validators=[improvement_hub.core.childlevel.refuse_child_level])),
                ('overridden_until', models.DateField(blank=True, null=True)),
            ],
            options={
                'ordering': ['created_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='ConflictEvent',
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
                ('basis', models.CharField(choices=[('employed', 'Works for the host, or is about to'), ('family', 'Has family or a partner in the service under review'), ('paid', 'Is paid by the host, or bids for its work'), ('worked', 'Worked for the host in the last three years'), ('inspected', 'Inspected or advised the host in the last three years'), ('friendship', 'Is a friend of, or in dispute with, someone who leads the service'), ('mutual', 'The host reviews, or lately reviewed, their own council'), ('rivalry', 'Their council competes with the host for staff, money or a contract'), ('other', 'Something else')], max_length=15)),
                ('words', models.TextField(max_length=1000, validators=[improvement_hub.core.childlevel.refuse_child_level])),
                ('overridden_at', models.DateTimeField(blank=True, null=True)),
                ('override_reason', models.CharField(blank=True, max_length=500, validators=[improvement_hub.core.childlevel.refuse_child_level])),
                ('overridden_until', models.DateField(blank=True, null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='HostSeat',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('role', models.CharField(choices=[('host_sponsor', 'Host sponsor'), ('host_organiser', 'Host organiser')], max_length=14)),
                ('name', models.CharField(blank=True, max_length=120, validators=[improvement_hub.core.childlevel.refuse_child_level])),
                ('job_title', models.CharField(max_length=100, validators=[improvement_hub.core.childlevel.refuse_child_level])),
                ('left_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['-role', 'created_at'],
            },
        ),
        migrations.CreateModel(
            name='HostSeatEvent',
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
                ('role', models.CharField(choices=[('host_sponsor', 'Host sponsor'), ('host_organiser', 'Host organiser')], max_length=14)),
                ('name', models.CharField(blank=True, max_length=120, validators=[improvement_hub.core.childlevel.refuse_child_level])),
                ('job_title', models.CharField(max_length=100, validators=[improvement_hub.core.childlevel.refuse_child_level])),
                ('left_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='teammember',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='teammember',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='teammember',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='teammember',
            name='declared_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='teammember',
            name='declared_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='teammember',
            name='email',
            field=models.EmailField(blank=True, max_length=254, verbose_name='e-mail address'),
        ),
        migrations.AddField(
            model_name='teammember',
            name='invitation',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='review_seats', to='accounts.invitation'),
        ),
        migrations.AddField(
            model_name='teammember',
            name='name',
            field=models.CharField(blank=True, max_length=120, validators=[improvement_hub.core.childlevel.refuse_child_level]),
        ),
        migrations.AddField(
            model_name='teammemberevent',
            name='declared_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='teammemberevent',
            name='declared_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='teammemberevent',
            name='email',
            field=models.EmailField(blank=True, max_length=254, verbose_name='e-mail address'),
        ),
        migrations.AddField(
            model_name='teammemberevent',
            name='invitation',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.invitation'),
        ),
        migrations.AddField(
            model_name='teammemberevent',
            name='name',
            field=models.CharField(blank=True, max_length=120, validators=[improvement_hub.core.childlevel.refuse_child_level]),
        ),
        migrations.AlterField(
            model_name='teammember',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='review_seats', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='teammemberevent',
            name='person',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='teammember',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "peer_review_teammemberevent" ("changed_at", "created_at", "declared_at", "declared_by_id", "email", "id", "invitation_id", "job_title", "left_at", "name", "organisation_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_id", "role", "version") VALUES (NEW."changed_at", NEW."created_at", NEW."declared_at", NEW."declared_by_id", NEW."email", NEW."id", NEW."invitation_id", NEW."job_title", NEW."left_at", NEW."name", NEW."organisation_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."review_id", NEW."role", NEW."version"); RETURN NULL;', hash='fa9d5ad2e38321b00fbe1a5eaa2215345c495710', operation='INSERT', pgid='pgtrigger_insert_insert_4ef86', table='peer_review_teammember', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='teammember',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "peer_review_teammemberevent" ("changed_at", "created_at", "declared_at", "declared_by_id", "email", "id", "invitation_id", "job_title", "left_at", "name", "organisation_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_id", "role", "version") VALUES (NEW."changed_at", NEW."created_at", NEW."declared_at", NEW."declared_by_id", NEW."email", NEW."id", NEW."invitation_id", NEW."job_title", NEW."left_at", NEW."name", NEW."organisation_id", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."review_id", NEW."role", NEW."version"); RETURN NULL;', hash='02a283335a83a98715a4bcac77f425fbdb9813c6', operation='UPDATE', pgid='pgtrigger_update_update_d82a7', table='peer_review_teammember', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='teammember',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "peer_review_teammemberevent" ("changed_at", "created_at", "declared_at", "declared_by_id", "email", "id", "invitation_id", "job_title", "left_at", "name", "organisation_id", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_id", "role", "version") VALUES (OLD."changed_at", OLD."created_at", OLD."declared_at", OLD."declared_by_id", OLD."email", OLD."id", OLD."invitation_id", OLD."job_title", OLD."left_at", OLD."name", OLD."organisation_id", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."review_id", OLD."role", OLD."version"); RETURN NULL;', hash='f7dccc8375902a2125fea69698c6d0b4124134ff', operation='DELETE', pgid='pgtrigger_delete_delete_a3160', table='peer_review_teammember', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='teammember',
            constraint=models.UniqueConstraint(models.F('review'), django.db.models.functions.text.Lower('email'), condition=models.Q(('left_at', None), models.Q(('email', ''), _negated=True)), name='an_address_is_on_a_team_once', violation_error_message='Someone with this e-mail address is on the team already.'),
        ),
        migrations.AddConstraint(
            model_name='teammember',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('email', ''), ('name', ''), ('person__isnull', False)), models.Q(('person', None), models.Q(('name', ''), _negated=True)), _connector='OR'), name='a_seat_is_someones', violation_error_message='Say who sits there.'),
        ),
        migrations.AddConstraint(
            model_name='teammember',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('declared_at', None), ('declared_by', None)), models.Q(('declared_at__isnull', False), ('declared_by__isnull', False)), _connector='OR'), name='a_declaration_has_who_and_when'),
        ),
        migrations.AddField(
            model_name='conflict',
            name='declared_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='conflict',
            name='member',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='conflicts', to='peer_review.teammember'),
        ),
        migrations.AddField(
            model_name='conflict',
            name='overridden_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='conflictevent',
            name='declared_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='conflictevent',
            name='member',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='peer_review.teammember'),
        ),
        migrations.AddField(
            model_name='conflictevent',
            name='overridden_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='conflictevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='peer_review.conflict'),
        ),
        migrations.AddField(
            model_name='hostseat',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='host_seats', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='hostseat',
            name='review',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='host_seats', to='peer_review.review'),
        ),
        migrations.AddField(
            model_name='hostseatevent',
            name='person',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='hostseatevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='peer_review.hostseat'),
        ),
        migrations.AddField(
            model_name='hostseatevent',
            name='review',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='peer_review.review'),
        ),
        migrations.AddConstraint(
            model_name='conflict',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('overridden_at', None), ('overridden_by', None), ('overridden_until', None), ('override_reason', '')), models.Q(('overridden_at__isnull', False), ('overridden_by__isnull', False), ('overridden_until__isnull', False), models.Q(('override_reason', ''), _negated=True)), _connector='OR'), name='an_override_has_who_when_why_and_until'),
        ),
        migrations.AddConstraint(
            model_name='conflict',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('basis__in', ('employed', 'family', 'paid')), _negated=True), ('overridden_at', None), _connector='OR'), name='a_hard_conflict_is_not_overridden', violation_error_message='A hard conflict cannot be overridden.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='conflict',
            trigger=pgtrigger.compiler.Trigger(name='a_conflict_keeps_its_words', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."member_id" IS DISTINCT FROM (NEW."member_id") OR OLD."basis" IS DISTINCT FROM (NEW."basis") OR OLD."words" IS DISTINCT FROM (NEW."words") OR OLD."declared_by_id" IS DISTINCT FROM (NEW."declared_by_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='3196f0a97be4a605214e000f7ea0927e7970702d', operation='UPDATE', pgid='pgtrigger_a_conflict_keeps_its_words_4e880', table='peer_review_conflict', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='conflict',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "peer_review_conflictevent" ("basis", "changed_at", "created_at", "declared_by_id", "id", "member_id", "overridden_at", "overridden_by_id", "overridden_until", "override_reason", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "words") VALUES (NEW."basis", NEW."changed_at", NEW."created_at", NEW."declared_by_id", NEW."id", NEW."member_id", NEW."overridden_at", NEW."overridden_by_id", NEW."overridden_until", NEW."override_reason", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."version", NEW."words"); RETURN NULL;', hash='7779f854f408a5ecf2b333e00c46851c019fcd09', operation='INSERT', pgid='pgtrigger_insert_insert_e0f0d', table='peer_review_conflict', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='conflict',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "peer_review_conflictevent" ("basis", "changed_at", "created_at", "declared_by_id", "id", "member_id", "overridden_at", "overridden_by_id", "overridden_until", "override_reason", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "words") VALUES (NEW."basis", NEW."changed_at", NEW."created_at", NEW."declared_by_id", NEW."id", NEW."member_id", NEW."overridden_at", NEW."overridden_by_id", NEW."overridden_until", NEW."override_reason", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."version", NEW."words"); RETURN NULL;', hash='b079e4e448e1e2d8aa89c39d2de5bbc5146b5d97', operation='UPDATE', pgid='pgtrigger_update_update_28a47', table='peer_review_conflict', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='conflict',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "peer_review_conflictevent" ("basis", "changed_at", "created_at", "declared_by_id", "id", "member_id", "overridden_at", "overridden_by_id", "overridden_until", "override_reason", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version", "words") VALUES (OLD."basis", OLD."changed_at", OLD."created_at", OLD."declared_by_id", OLD."id", OLD."member_id", OLD."overridden_at", OLD."overridden_by_id", OLD."overridden_until", OLD."override_reason", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."version", OLD."words"); RETURN NULL;', hash='3d869cb9ad33306cd72a68c29c035488079b6799', operation='DELETE', pgid='pgtrigger_delete_delete_302ec', table='peer_review_conflict', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='conflictevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='770abe443e9ce6f0f327d63837fc8a30dcd2a50c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_970dd', table='peer_review_conflictevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='hostseat',
            constraint=models.UniqueConstraint(condition=models.Q(('left_at', None)), fields=('review', 'role'), name='one_of_each_at_the_hosts_side', violation_error_message='The host has one in this role already.'),
        ),
        migrations.AddConstraint(
            model_name='hostseat',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('name', ''), ('person__isnull', False)), models.Q(('person', None), models.Q(('name', ''), _negated=True)), _connector='OR'), name='a_host_seat_is_someones', violation_error_message='Choose a person, or write a name.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='hostseat',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "peer_review_hostseatevent" ("changed_at", "created_at", "id", "job_title", "left_at", "name", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_id", "role", "version") VALUES (NEW."changed_at", NEW."created_at", NEW."id", NEW."job_title", NEW."left_at", NEW."name", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."review_id", NEW."role", NEW."version"); RETURN NULL;', hash='7c434a381faf0eb65c6a43637328f1121a770adb', operation='INSERT', pgid='pgtrigger_insert_insert_bade1', table='peer_review_hostseat', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='hostseat',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "peer_review_hostseatevent" ("changed_at", "created_at", "id", "job_title", "left_at", "name", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_id", "role", "version") VALUES (NEW."changed_at", NEW."created_at", NEW."id", NEW."job_title", NEW."left_at", NEW."name", NEW."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."review_id", NEW."role", NEW."version"); RETURN NULL;', hash='0d215f10117c7afd0de47a58f805dfb3a0c55c49', operation='UPDATE', pgid='pgtrigger_update_update_ab960', table='peer_review_hostseat', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='hostseat',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "peer_review_hostseatevent" ("changed_at", "created_at", "id", "job_title", "left_at", "name", "person_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_id", "role", "version") VALUES (OLD."changed_at", OLD."created_at", OLD."id", OLD."job_title", OLD."left_at", OLD."name", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."review_id", OLD."role", OLD."version"); RETURN NULL;', hash='2654dded49b59c6308026886b895c1026cad808a', operation='DELETE', pgid='pgtrigger_delete_delete_c2acb', table='peer_review_hostseat', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='hostseatevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='7a09cfcc3c26963e9dce3311d34a2d33d1df44b0', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_8d6bf', table='peer_review_hostseatevent', when='BEFORE')),
        ),
    ]

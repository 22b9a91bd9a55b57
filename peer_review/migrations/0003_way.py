"""Methods, and the whole way of a review; what must hold of it follows once every review has its method."""

import django.contrib.postgres.fields
import django.db.models.deletion
import improvement_hub.core.childlevel
import peer_review.models.methods
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models
from improvement_hub.core import migration


class Migration(migration.Migration):

    dependencies = [
        ('accounts', '0006_a_role_is_held_once_at_a_time'),
        ('blogs', '0004_published_posts_are_shared'),
        ('councils', '0001_councils'),
        ('peer_review', '0002_gate'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Method',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('slug', models.SlugField(max_length=80)),
                ('edition', models.PositiveSmallIntegerField(default=1)),
                ('name', models.CharField(max_length=100)),
                ('summary', models.TextField(max_length=1000)),
                ('holder', models.CharField(choices=[('observer', 'Observer'), ('challenge_manager', 'Challenge manager')], default='observer', max_length=17)),
                ('participants_min', models.PositiveSmallIntegerField(default=0)),
                ('participants_max', models.PositiveSmallIntegerField(default=0)),
                ('gate_pieces', models.PositiveSmallIntegerField(default=3)),
                ('gate_sources', models.PositiveSmallIntegerField(default=2)),
                ('gate_activities', models.PositiveSmallIntegerField(default=2)),
                ('follow_up_months', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), default=peer_review.models.methods.three_and_twelve, size=None)),
                ('asks_self_assessment', models.BooleanField(default=True)),
                ('published_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                'ordering': ['name', models.OrderBy(models.F('region'), nulls_first=True), '-edition'],
            },
        ),
        migrations.CreateModel(
            name='MethodActivity',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('position', models.PositiveSmallIntegerField()),
                ('day', models.PositiveSmallIntegerField(default=1)),
                ('starts_at', models.TimeField(blank=True, null=True, verbose_name='time')),
                ('minutes', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('kind', models.CharField(choices=[('focus_group', 'Focus group'), ('case_review', 'Case review'), ('interview', 'Interview'), ('observation', 'Observation'), ('document', 'Document reading'), ('data', 'Data reading')], max_length=12)),
                ('title', models.CharField(max_length=150)),
            ],
            options={
                'verbose_name_plural': 'method activities',
                'ordering': ['position'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MethodActivityEvent',
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
                ('position', models.PositiveSmallIntegerField()),
                ('day', models.PositiveSmallIntegerField(default=1)),
                ('starts_at', models.TimeField(blank=True, null=True, verbose_name='time')),
                ('minutes', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('kind', models.CharField(choices=[('focus_group', 'Focus group'), ('case_review', 'Case review'), ('interview', 'Interview'), ('observation', 'Observation'), ('document', 'Document reading'), ('data', 'Data reading')], max_length=12)),
                ('title', models.CharField(max_length=150)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MethodDocument',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('position', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=150)),
                ('given_by', models.CharField(choices=[('host', 'The host'), ('team', 'The visiting team')], default='host', max_length=4)),
                ('required', models.BooleanField(default=True)),
            ],
            options={
                'ordering': ['position'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MethodDocumentEvent',
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
                ('position', models.PositiveSmallIntegerField()),
                ('title', models.CharField(max_length=150)),
                ('given_by', models.CharField(choices=[('host', 'The host'), ('team', 'The visiting team')], default='host', max_length=4)),
                ('required', models.BooleanField(default=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MethodEvent',
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
                ('slug', models.SlugField(db_index=False, max_length=80)),
                ('edition', models.PositiveSmallIntegerField(default=1)),
                ('name', models.CharField(max_length=100)),
                ('summary', models.TextField(max_length=1000)),
                ('holder', models.CharField(choices=[('observer', 'Observer'), ('challenge_manager', 'Challenge manager')], default='observer', max_length=17)),
                ('participants_min', models.PositiveSmallIntegerField(default=0)),
                ('participants_max', models.PositiveSmallIntegerField(default=0)),
                ('gate_pieces', models.PositiveSmallIntegerField(default=3)),
                ('gate_sources', models.PositiveSmallIntegerField(default=2)),
                ('gate_activities', models.PositiveSmallIntegerField(default=2)),
                ('follow_up_months', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), default=peer_review.models.methods.three_and_twelve, size=None)),
                ('asks_self_assessment', models.BooleanField(default=True)),
                ('published_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MethodQuestion',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('position', models.PositiveSmallIntegerField()),
                ('question', models.CharField(max_length=300)),
            ],
            options={
                'ordering': ['position'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MethodQuestionEvent',
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
                ('position', models.PositiveSmallIntegerField()),
                ('question', models.CharField(max_length=300)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MethodRole',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('role', models.CharField(choices=[('review_lead', 'Review lead'), ('observer', 'Observer'), ('challenge_manager', 'Challenge manager'), ('reviewer', 'Reviewer'), ('case_auditor', 'Case auditor'), ('parent_carer', 'Parent carer')], max_length=17)),
                ('minimum', models.PositiveSmallIntegerField(default=0)),
                ('maximum', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('comes_from', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('review_lead', 'The council that leads'), ('observer', 'The council that observes'), ('participant', 'Another council that takes part'), ('region', 'The office of the region'), ('agency', 'A partner agency')], max_length=12), size=None)),
                ('note', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'ordering': [models.Case(models.When(role='review_lead', then=0), models.When(role='observer', then=1), models.When(role='challenge_manager', then=2), models.When(role='reviewer', then=3), models.When(role='case_auditor', then=4), models.When(role='parent_carer', then=5))],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MethodRoleEvent',
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
                ('role', models.CharField(choices=[('review_lead', 'Review lead'), ('observer', 'Observer'), ('challenge_manager', 'Challenge manager'), ('reviewer', 'Reviewer'), ('case_auditor', 'Case auditor'), ('parent_carer', 'Parent carer')], max_length=17)),
                ('minimum', models.PositiveSmallIntegerField(default=0)),
                ('maximum', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('comes_from', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('review_lead', 'The council that leads'), ('observer', 'The council that observes'), ('participant', 'Another council that takes part'), ('region', 'The office of the region'), ('agency', 'A partner agency')], max_length=12), size=None)),
                ('note', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Participant',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
            ],
            options={
                'ordering': ['created_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='ParticipantEvent',
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
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='review',
            name='a_review_keeps_its_gate',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='review',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='review',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='review',
            name='delete_delete',
        ),
        migrations.RemoveConstraint(
            model_name='review',
            name='a_review_here_has_its_triad',
        ),
        migrations.RemoveConstraint(
            model_name='review',
            name='feedback_has_its_moment',
        ),
        migrations.AddField(
            model_name='review',
            name='closed_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='review',
            name='final_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='review',
            name='holder',
            field=models.CharField(choices=[('observer', 'Observer'), ('challenge_manager', 'Challenge manager')], default='observer', editable=False, max_length=17),
        ),
        migrations.AddField(
            model_name='review',
            name='host_agreed_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='review',
            name='host_agreed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='review',
            name='lead_agreed_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='review',
            name='lead_agreed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='review',
            name='pause_reason',
            field=models.CharField(blank=True, max_length=500, validators=[improvement_hub.core.childlevel.refuse_child_level]),
        ),
        migrations.AddField(
            model_name='review',
            name='paused_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='review',
            name='paused_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='review',
            name='resumes_at',
            field=models.CharField(blank=True, choices=[('proposed', 'Proposed'), ('scoped', 'Scoped'), ('team_confirmed', 'Team confirmed'), ('preparing', 'Preparing'), ('on_site', 'On site'), ('analysing', 'Analysing'), ('feedback_given', 'Feedback given'), ('draft_report', 'Draft report'), ('accuracy_check', 'Accuracy check'), ('final', 'Final'), ('action_planning', 'Action planning'), ('follow_up', 'Follow-up'), ('closed', 'Closed'), ('postponed', 'Postponed'), ('cancelled', 'Cancelled'), ('recorded', 'Recorded, not gated')], editable=False, max_length=15),
        ),
        migrations.AddField(
            model_name='reviewevent',
            name='closed_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='reviewevent',
            name='final_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='reviewevent',
            name='holder',
            field=models.CharField(choices=[('observer', 'Observer'), ('challenge_manager', 'Challenge manager')], default='observer', editable=False, max_length=17),
        ),
        migrations.AddField(
            model_name='reviewevent',
            name='host_agreed_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='reviewevent',
            name='host_agreed_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='reviewevent',
            name='lead_agreed_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='reviewevent',
            name='lead_agreed_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='reviewevent',
            name='pause_reason',
            field=models.CharField(blank=True, max_length=500, validators=[improvement_hub.core.childlevel.refuse_child_level]),
        ),
        migrations.AddField(
            model_name='reviewevent',
            name='paused_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='reviewevent',
            name='paused_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='reviewevent',
            name='resumes_at',
            field=models.CharField(blank=True, choices=[('proposed', 'Proposed'), ('scoped', 'Scoped'), ('team_confirmed', 'Team confirmed'), ('preparing', 'Preparing'), ('on_site', 'On site'), ('analysing', 'Analysing'), ('feedback_given', 'Feedback given'), ('draft_report', 'Draft report'), ('accuracy_check', 'Accuracy check'), ('final', 'Final'), ('action_planning', 'Action planning'), ('follow_up', 'Follow-up'), ('closed', 'Closed'), ('postponed', 'Postponed'), ('cancelled', 'Cancelled'), ('recorded', 'Recorded, not gated')], editable=False, max_length=15),
        ),
        migrations.AlterField(
            model_name='review',
            name='state',
            field=models.CharField(choices=[('proposed', 'Proposed'), ('scoped', 'Scoped'), ('team_confirmed', 'Team confirmed'), ('preparing', 'Preparing'), ('on_site', 'On site'), ('analysing', 'Analysing'), ('feedback_given', 'Feedback given'), ('draft_report', 'Draft report'), ('accuracy_check', 'Accuracy check'), ('final', 'Final'), ('action_planning', 'Action planning'), ('follow_up', 'Follow-up'), ('closed', 'Closed'), ('postponed', 'Postponed'), ('cancelled', 'Cancelled'), ('recorded', 'Recorded, not gated')], default='proposed', max_length=15),
        ),
        migrations.AlterField(
            model_name='reviewevent',
            name='state',
            field=models.CharField(choices=[('proposed', 'Proposed'), ('scoped', 'Scoped'), ('team_confirmed', 'Team confirmed'), ('preparing', 'Preparing'), ('on_site', 'On site'), ('analysing', 'Analysing'), ('feedback_given', 'Feedback given'), ('draft_report', 'Draft report'), ('accuracy_check', 'Accuracy check'), ('final', 'Final'), ('action_planning', 'Action planning'), ('follow_up', 'Follow-up'), ('closed', 'Closed'), ('postponed', 'Postponed'), ('cancelled', 'Cancelled'), ('recorded', 'Recorded, not gated')], default='proposed', max_length=15),
        ),
        migrations.AlterField(
            model_name='teammember',
            name='role',
            field=models.CharField(choices=[('review_lead', 'Review lead'), ('observer', 'Observer'), ('challenge_manager', 'Challenge manager'), ('reviewer', 'Reviewer'), ('case_auditor', 'Case auditor'), ('parent_carer', 'Parent carer')], max_length=17),
        ),
        migrations.AlterField(
            model_name='teammemberevent',
            name='role',
            field=models.CharField(choices=[('review_lead', 'Review lead'), ('observer', 'Observer'), ('challenge_manager', 'Challenge manager'), ('reviewer', 'Reviewer'), ('case_auditor', 'Case auditor'), ('parent_carer', 'Parent carer')], max_length=17),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='review',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "peer_review_reviewevent" ("changed_at", "closed_at", "created_at", "ends_on", "feedback_given_at", "final_at", "gate_activities", "gate_pieces", "gate_sources", "holder", "host_agreed_at", "host_agreed_by_id", "host_id", "host_officer_id", "id", "lead_agreed_at", "lead_agreed_by_id", "method_id", "observer_id", "pause_reason", "paused_at", "paused_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_summary", "resumes_at", "review_lead_id", "scope", "starts_on", "state", "theme_id", "title", "version") VALUES (NEW."changed_at", NEW."closed_at", NEW."created_at", NEW."ends_on", NEW."feedback_given_at", NEW."final_at", NEW."gate_activities", NEW."gate_pieces", NEW."gate_sources", NEW."holder", NEW."host_agreed_at", NEW."host_agreed_by_id", NEW."host_id", NEW."host_officer_id", NEW."id", NEW."lead_agreed_at", NEW."lead_agreed_by_id", NEW."method_id", NEW."observer_id", NEW."pause_reason", NEW."paused_at", NEW."paused_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."public_summary", NEW."resumes_at", NEW."review_lead_id", NEW."scope", NEW."starts_on", NEW."state", NEW."theme_id", NEW."title", NEW."version"); RETURN NULL;', hash='f1b8c0a1f3e0cedbc8aab3bd1e5a985bb7a7fd8f', operation='INSERT', pgid='pgtrigger_insert_insert_290f3', table='peer_review_review', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='review',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "peer_review_reviewevent" ("changed_at", "closed_at", "created_at", "ends_on", "feedback_given_at", "final_at", "gate_activities", "gate_pieces", "gate_sources", "holder", "host_agreed_at", "host_agreed_by_id", "host_id", "host_officer_id", "id", "lead_agreed_at", "lead_agreed_by_id", "method_id", "observer_id", "pause_reason", "paused_at", "paused_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_summary", "resumes_at", "review_lead_id", "scope", "starts_on", "state", "theme_id", "title", "version") VALUES (NEW."changed_at", NEW."closed_at", NEW."created_at", NEW."ends_on", NEW."feedback_given_at", NEW."final_at", NEW."gate_activities", NEW."gate_pieces", NEW."gate_sources", NEW."holder", NEW."host_agreed_at", NEW."host_agreed_by_id", NEW."host_id", NEW."host_officer_id", NEW."id", NEW."lead_agreed_at", NEW."lead_agreed_by_id", NEW."method_id", NEW."observer_id", NEW."pause_reason", NEW."paused_at", NEW."paused_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."public_summary", NEW."resumes_at", NEW."review_lead_id", NEW."scope", NEW."starts_on", NEW."state", NEW."theme_id", NEW."title", NEW."version"); RETURN NULL;', hash='d21c9fa79bdf729f60d60e86dcb92cf0ac5d7f3a', operation='UPDATE', pgid='pgtrigger_update_update_63d3e', table='peer_review_review', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='review',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "peer_review_reviewevent" ("changed_at", "closed_at", "created_at", "ends_on", "feedback_given_at", "final_at", "gate_activities", "gate_pieces", "gate_sources", "holder", "host_agreed_at", "host_agreed_by_id", "host_id", "host_officer_id", "id", "lead_agreed_at", "lead_agreed_by_id", "method_id", "observer_id", "pause_reason", "paused_at", "paused_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_summary", "resumes_at", "review_lead_id", "scope", "starts_on", "state", "theme_id", "title", "version") VALUES (OLD."changed_at", OLD."closed_at", OLD."created_at", OLD."ends_on", OLD."feedback_given_at", OLD."final_at", OLD."gate_activities", OLD."gate_pieces", OLD."gate_sources", OLD."holder", OLD."host_agreed_at", OLD."host_agreed_by_id", OLD."host_id", OLD."host_officer_id", OLD."id", OLD."lead_agreed_at", OLD."lead_agreed_by_id", OLD."method_id", OLD."observer_id", OLD."pause_reason", OLD."paused_at", OLD."paused_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."public_summary", OLD."resumes_at", OLD."review_lead_id", OLD."scope", OLD."starts_on", OLD."state", OLD."theme_id", OLD."title", OLD."version"); RETURN NULL;', hash='becc814850200a5f390841b9b095db1efddee4c4', operation='DELETE', pgid='pgtrigger_delete_delete_687db', table='peer_review_review', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='teammember',
            constraint=models.UniqueConstraint(condition=models.Q(('left_at', None), ('role', 'challenge_manager')), fields=('review',), name='one_challenge_manager', violation_error_message='The team has a challenge manager already.'),
        ),
        migrations.AddField(
            model_name='method',
            name='region',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='methods', to='councils.region'),
        ),
        migrations.AddField(
            model_name='review',
            name='method',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='peer_review.method'),
        ),
        migrations.AddField(
            model_name='reviewevent',
            name='method',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='peer_review.method'),
        ),
        migrations.AddField(
            model_name='methodactivity',
            name='method',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='activities', to='peer_review.method'),
        ),
        migrations.AddField(
            model_name='methodactivityevent',
            name='method',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='peer_review.method'),
        ),
        migrations.AddField(
            model_name='methodactivityevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='peer_review.methodactivity'),
        ),
        migrations.AddField(
            model_name='methoddocument',
            name='method',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='documents', to='peer_review.method'),
        ),
        migrations.AddField(
            model_name='methoddocumentevent',
            name='method',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='peer_review.method'),
        ),
        migrations.AddField(
            model_name='methoddocumentevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='peer_review.methoddocument'),
        ),
        migrations.AddField(
            model_name='methodevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='peer_review.method'),
        ),
        migrations.AddField(
            model_name='methodevent',
            name='region',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='councils.region'),
        ),
        migrations.AddField(
            model_name='methodquestion',
            name='method',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='peer_review.method'),
        ),
        migrations.AddField(
            model_name='methodquestionevent',
            name='method',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='peer_review.method'),
        ),
        migrations.AddField(
            model_name='methodquestionevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='peer_review.methodquestion'),
        ),
        migrations.AddField(
            model_name='methodrole',
            name='method',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='roles', to='peer_review.method'),
        ),
        migrations.AddField(
            model_name='methodroleevent',
            name='method',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='peer_review.method'),
        ),
        migrations.AddField(
            model_name='methodroleevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='peer_review.methodrole'),
        ),
        migrations.AddField(
            model_name='participant',
            name='council',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews_taken_part_in', to='councils.council'),
        ),
        migrations.AddField(
            model_name='participant',
            name='review',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participants', to='peer_review.review'),
        ),
        migrations.AddField(
            model_name='participantevent',
            name='council',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='councils.council'),
        ),
        migrations.AddField(
            model_name='participantevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='peer_review.participant'),
        ),
        migrations.AddField(
            model_name='participantevent',
            name='review',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='peer_review.review'),
        ),
        migrations.AddConstraint(
            model_name='method',
            constraint=models.UniqueConstraint(fields=('slug', 'region', 'edition'), name='one_edition_of_a_method', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='method',
            constraint=models.CheckConstraint(condition=models.Q(('gate_activities__gte', 1), ('gate_pieces__gte', 1), ('gate_sources__gte', 1)), name='a_methods_gate_asks_for_something', violation_error_message='The gate asks for at least one of each.'),
        ),
        migrations.AddConstraint(
            model_name='method',
            constraint=models.CheckConstraint(condition=models.Q(('participants_max__gte', models.F('participants_min'))), name='a_method_has_room_for_those_it_asks', violation_error_message='At most as many councils as at least.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='method',
            trigger=pgtrigger.compiler.Trigger(name='a_published_method_keeps_its_words', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."published_at" IS NOT NULL AND (OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."region_id" IS DISTINCT FROM (NEW."region_id") OR OLD."edition" IS DISTINCT FROM (NEW."edition") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."summary" IS DISTINCT FROM (NEW."summary") OR OLD."holder" IS DISTINCT FROM (NEW."holder") OR OLD."participants_min" IS DISTINCT FROM (NEW."participants_min") OR OLD."participants_max" IS DISTINCT FROM (NEW."participants_max") OR OLD."gate_pieces" IS DISTINCT FROM (NEW."gate_pieces") OR OLD."gate_sources" IS DISTINCT FROM (NEW."gate_sources") OR OLD."gate_activities" IS DISTINCT FROM (NEW."gate_activities") OR OLD."follow_up_months" IS DISTINCT FROM (NEW."follow_up_months") OR OLD."asks_self_assessment" IS DISTINCT FROM (NEW."asks_self_assessment") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at")))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='86b4e7a7b5e7229d6b5f0b571ef7c74b0dee38ff', operation='UPDATE', pgid='pgtrigger_a_published_method_keeps_its_words_99275', table='peer_review_method', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='method',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "peer_review_methodevent" ("asks_self_assessment", "changed_at", "created_at", "edition", "follow_up_months", "gate_activities", "gate_pieces", "gate_sources", "holder", "id", "name", "participants_max", "participants_min", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "region_id", "slug", "summary", "version", "withdrawn_at") VALUES (NEW."asks_self_assessment", NEW."changed_at", NEW."created_at", NEW."edition", NEW."follow_up_months", NEW."gate_activities", NEW."gate_pieces", NEW."gate_sources", NEW."holder", NEW."id", NEW."name", NEW."participants_max", NEW."participants_min", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."published_at", NEW."region_id", NEW."slug", NEW."summary", NEW."version", NEW."withdrawn_at"); RETURN NULL;', hash='c425784becc387a85a099d20e632f134ad63ba48', operation='INSERT', pgid='pgtrigger_insert_insert_60cc4', table='peer_review_method', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='method',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "peer_review_methodevent" ("asks_self_assessment", "changed_at", "created_at", "edition", "follow_up_months", "gate_activities", "gate_pieces", "gate_sources", "holder", "id", "name", "participants_max", "participants_min", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "region_id", "slug", "summary", "version", "withdrawn_at") VALUES (NEW."asks_self_assessment", NEW."changed_at", NEW."created_at", NEW."edition", NEW."follow_up_months", NEW."gate_activities", NEW."gate_pieces", NEW."gate_sources", NEW."holder", NEW."id", NEW."name", NEW."participants_max", NEW."participants_min", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."published_at", NEW."region_id", NEW."slug", NEW."summary", NEW."version", NEW."withdrawn_at"); RETURN NULL;', hash='0005c9e1d25857fecffc744bf67f9021d0569d07', operation='UPDATE', pgid='pgtrigger_update_update_13ffa', table='peer_review_method', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='method',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "peer_review_methodevent" ("asks_self_assessment", "changed_at", "created_at", "edition", "follow_up_months", "gate_activities", "gate_pieces", "gate_sources", "holder", "id", "name", "participants_max", "participants_min", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "region_id", "slug", "summary", "version", "withdrawn_at") VALUES (OLD."asks_self_assessment", OLD."changed_at", OLD."created_at", OLD."edition", OLD."follow_up_months", OLD."gate_activities", OLD."gate_pieces", OLD."gate_sources", OLD."holder", OLD."id", OLD."name", OLD."participants_max", OLD."participants_min", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."published_at", OLD."region_id", OLD."slug", OLD."summary", OLD."version", OLD."withdrawn_at"); RETURN NULL;', hash='7e816965f60eac172cecd78263a56bc563a6c13a', operation='DELETE', pgid='pgtrigger_delete_delete_9229c', table='peer_review_method', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='methodactivity',
            constraint=models.UniqueConstraint(fields=('method', 'position'), name='one_activity_per_position'),
        ),
        migrations.AddConstraint(
            model_name='methodactivity',
            constraint=models.CheckConstraint(condition=models.Q(('day__gte', 1)), name='a_method_counts_its_days_from_one', violation_error_message='Days count from 1.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='methodactivity',
            trigger=pgtrigger.compiler.Trigger(name='a_published_method_keeps_its_parts', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT 1 FROM peer_review_method m WHERE m.id = NEW.method_id AND m.published_at IS NOT NULL) THEN\n        RAISE EXCEPTION 'a published method keeps what it asks'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'a_published_method_keeps_what_it_asks';\n    END IF;\nRETURN NEW;", hash='d97ba65860aaa47173409afc198e2ef90c32a8d9', operation='INSERT OR UPDATE', pgid='pgtrigger_a_published_method_keeps_its_parts_5bb1a', table='peer_review_methodactivity', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='methodactivity',
            trigger=pgtrigger.compiler.Trigger(name='a_published_method_loses_no_part', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT 1 FROM peer_review_method m WHERE m.id = OLD.method_id AND m.published_at IS NOT NULL) THEN\n        RAISE EXCEPTION 'a published method keeps what it asks'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'a_published_method_keeps_what_it_asks';\n    END IF;\nRETURN OLD;", hash='6261ef44cfe04e93bac4dc5ae2861a5e0dce6d0e', operation='DELETE', pgid='pgtrigger_a_published_method_loses_no_part_2b1d8', table='peer_review_methodactivity', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='methodactivity',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "peer_review_methodactivityevent" ("changed_at", "created_at", "day", "id", "kind", "method_id", "minutes", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "starts_at", "title", "version") VALUES (NEW."changed_at", NEW."created_at", NEW."day", NEW."id", NEW."kind", NEW."method_id", NEW."minutes", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position", NEW."starts_at", NEW."title", NEW."version"); RETURN NULL;', hash='ed0835ee6e71361f61578ac7af02228b657f0103', operation='INSERT', pgid='pgtrigger_insert_insert_09bff', table='peer_review_methodactivity', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='methodactivity',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "peer_review_methodactivityevent" ("changed_at", "created_at", "day", "id", "kind", "method_id", "minutes", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "starts_at", "title", "version") VALUES (NEW."changed_at", NEW."created_at", NEW."day", NEW."id", NEW."kind", NEW."method_id", NEW."minutes", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."starts_at", NEW."title", NEW."version"); RETURN NULL;', hash='ab746f8a952dbe12a64a2ae4257e078854fa2d5b', operation='UPDATE', pgid='pgtrigger_update_update_cd1b7', table='peer_review_methodactivity', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='methodactivity',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "peer_review_methodactivityevent" ("changed_at", "created_at", "day", "id", "kind", "method_id", "minutes", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "starts_at", "title", "version") VALUES (OLD."changed_at", OLD."created_at", OLD."day", OLD."id", OLD."kind", OLD."method_id", OLD."minutes", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position", OLD."starts_at", OLD."title", OLD."version"); RETURN NULL;', hash='dc8a971addc2a92aeab1e28a255707a7049ec5b0', operation='DELETE', pgid='pgtrigger_delete_delete_a3c85', table='peer_review_methodactivity', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='methodactivityevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2713a4492ccdb871bfee3bf0be1391cb0445fb78', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a715d', table='peer_review_methodactivityevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='methoddocument',
            constraint=models.UniqueConstraint(fields=('method', 'position'), name='one_document_per_position'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='methoddocument',
            trigger=pgtrigger.compiler.Trigger(name='a_published_method_keeps_its_parts', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT 1 FROM peer_review_method m WHERE m.id = NEW.method_id AND m.published_at IS NOT NULL) THEN\n        RAISE EXCEPTION 'a published method keeps what it asks'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'a_published_method_keeps_what_it_asks';\n    END IF;\nRETURN NEW;", hash='1bd9fbd2f391caefa030a9386ddb215ac25bf8be', operation='INSERT OR UPDATE', pgid='pgtrigger_a_published_method_keeps_its_parts_dd870', table='peer_review_methoddocument', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='methoddocument',
            trigger=pgtrigger.compiler.Trigger(name='a_published_method_loses_no_part', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT 1 FROM peer_review_method m WHERE m.id = OLD.method_id AND m.published_at IS NOT NULL) THEN\n        RAISE EXCEPTION 'a published method keeps what it asks'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'a_published_method_keeps_what_it_asks';\n    END IF;\nRETURN OLD;", hash='3d14d5c04b42a2cda1a84b6be150d1a329106456', operation='DELETE', pgid='pgtrigger_a_published_method_loses_no_part_78393', table='peer_review_methoddocument', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='methoddocument',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "peer_review_methoddocumentevent" ("changed_at", "created_at", "given_by", "id", "method_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "required", "title", "version") VALUES (NEW."changed_at", NEW."created_at", NEW."given_by", NEW."id", NEW."method_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position", NEW."required", NEW."title", NEW."version"); RETURN NULL;', hash='ff1ea861c69bb17afa185c5546b84e6df8a933f8', operation='INSERT', pgid='pgtrigger_insert_insert_f4356', table='peer_review_methoddocument', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='methoddocument',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "peer_review_methoddocumentevent" ("changed_at", "created_at", "given_by", "id", "method_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "required", "title", "version") VALUES (NEW."changed_at", NEW."created_at", NEW."given_by", NEW."id", NEW."method_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."required", NEW."title", NEW."version"); RETURN NULL;', hash='c2457ae5fd8ae2f9c0dfab9dfb8719e632e19a42', operation='UPDATE', pgid='pgtrigger_update_update_7bf05', table='peer_review_methoddocument', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='methoddocument',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "peer_review_methoddocumentevent" ("changed_at", "created_at", "given_by", "id", "method_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "required", "title", "version") VALUES (OLD."changed_at", OLD."created_at", OLD."given_by", OLD."id", OLD."method_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position", OLD."required", OLD."title", OLD."version"); RETURN NULL;', hash='e336c137647ab2d099e6d96adb2fe8cc3dcdcfa2', operation='DELETE', pgid='pgtrigger_delete_delete_eb5fc', table='peer_review_methoddocument', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='methoddocumentevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='73003a461613bbcc6b604670e9652037f5a11155', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c53c8', table='peer_review_methoddocumentevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='methodevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9a9287e1b004cd740f04d806b5f70733c691e011', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_4db5a', table='peer_review_methodevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='methodquestion',
            constraint=models.UniqueConstraint(fields=('method', 'position'), name='one_question_per_position'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='methodquestion',
            trigger=pgtrigger.compiler.Trigger(name='a_published_method_keeps_its_parts', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT 1 FROM peer_review_method m WHERE m.id = NEW.method_id AND m.published_at IS NOT NULL) THEN\n        RAISE EXCEPTION 'a published method keeps what it asks'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'a_published_method_keeps_what_it_asks';\n    END IF;\nRETURN NEW;", hash='fa09fb1d1b71e5d1496cdf78d0ce9427c0b979bd', operation='INSERT OR UPDATE', pgid='pgtrigger_a_published_method_keeps_its_parts_37600', table='peer_review_methodquestion', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='methodquestion',
            trigger=pgtrigger.compiler.Trigger(name='a_published_method_loses_no_part', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT 1 FROM peer_review_method m WHERE m.id = OLD.method_id AND m.published_at IS NOT NULL) THEN\n        RAISE EXCEPTION 'a published method keeps what it asks'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'a_published_method_keeps_what_it_asks';\n    END IF;\nRETURN OLD;", hash='c04ad90558ca844ffd5b4ed9dde98f15fc98b937', operation='DELETE', pgid='pgtrigger_a_published_method_loses_no_part_799d3', table='peer_review_methodquestion', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='methodquestion',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "peer_review_methodquestionevent" ("changed_at", "created_at", "id", "method_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "question", "version") VALUES (NEW."changed_at", NEW."created_at", NEW."id", NEW."method_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position", NEW."question", NEW."version"); RETURN NULL;', hash='b31c5cb3340268b453304155032edb41167ba589', operation='INSERT', pgid='pgtrigger_insert_insert_8c1ef', table='peer_review_methodquestion', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='methodquestion',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "peer_review_methodquestionevent" ("changed_at", "created_at", "id", "method_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "question", "version") VALUES (NEW."changed_at", NEW."created_at", NEW."id", NEW."method_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."question", NEW."version"); RETURN NULL;', hash='a4e5f32158d1d35b7e319722aa9030a8abd425d9', operation='UPDATE', pgid='pgtrigger_update_update_0ea27', table='peer_review_methodquestion', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='methodquestion',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "peer_review_methodquestionevent" ("changed_at", "created_at", "id", "method_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "question", "version") VALUES (OLD."changed_at", OLD."created_at", OLD."id", OLD."method_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position", OLD."question", OLD."version"); RETURN NULL;', hash='fc640f503a2c70bf4edc04819a65a24f0a2e40df', operation='DELETE', pgid='pgtrigger_delete_delete_17ad7', table='peer_review_methodquestion', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='methodquestionevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4fe04a8c28db794c581fcc817194b9bb767b0402', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_55e89', table='peer_review_methodquestionevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='methodrole',
            constraint=models.UniqueConstraint(fields=('method', 'role'), name='a_method_names_a_role_once'),
        ),
        migrations.AddConstraint(
            model_name='methodrole',
            constraint=models.CheckConstraint(condition=models.Q(('maximum', None), ('maximum__gte', models.F('minimum')), _connector='OR'), name='a_role_has_room_for_those_it_asks'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='methodrole',
            trigger=pgtrigger.compiler.Trigger(name='a_published_method_keeps_its_parts', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT 1 FROM peer_review_method m WHERE m.id = NEW.method_id AND m.published_at IS NOT NULL) THEN\n        RAISE EXCEPTION 'a published method keeps what it asks'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'a_published_method_keeps_what_it_asks';\n    END IF;\nRETURN NEW;", hash='016ace9f39d437d12615269cea087dbbee7b54d1', operation='INSERT OR UPDATE', pgid='pgtrigger_a_published_method_keeps_its_parts_f9cdf', table='peer_review_methodrole', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='methodrole',
            trigger=pgtrigger.compiler.Trigger(name='a_published_method_loses_no_part', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF EXISTS (SELECT 1 FROM peer_review_method m WHERE m.id = OLD.method_id AND m.published_at IS NOT NULL) THEN\n        RAISE EXCEPTION 'a published method keeps what it asks'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'a_published_method_keeps_what_it_asks';\n    END IF;\nRETURN OLD;", hash='029659ed4a682ebfd8c2f70c6976c29794cef37f', operation='DELETE', pgid='pgtrigger_a_published_method_loses_no_part_8ce06', table='peer_review_methodrole', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='methodrole',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "peer_review_methodroleevent" ("changed_at", "comes_from", "created_at", "id", "maximum", "method_id", "minimum", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "version") VALUES (NEW."changed_at", NEW."comes_from", NEW."created_at", NEW."id", NEW."maximum", NEW."method_id", NEW."minimum", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."role", NEW."version"); RETURN NULL;', hash='28a150efb97b6abac2be022751a27da0a81649d2', operation='INSERT', pgid='pgtrigger_insert_insert_f5158', table='peer_review_methodrole', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='methodrole',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "peer_review_methodroleevent" ("changed_at", "comes_from", "created_at", "id", "maximum", "method_id", "minimum", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "version") VALUES (NEW."changed_at", NEW."comes_from", NEW."created_at", NEW."id", NEW."maximum", NEW."method_id", NEW."minimum", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."role", NEW."version"); RETURN NULL;', hash='3462daf8f1ead976d5bf00d97865c6c7640adcfd', operation='UPDATE', pgid='pgtrigger_update_update_9bb6d', table='peer_review_methodrole', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='methodrole',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "peer_review_methodroleevent" ("changed_at", "comes_from", "created_at", "id", "maximum", "method_id", "minimum", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "version") VALUES (OLD."changed_at", OLD."comes_from", OLD."created_at", OLD."id", OLD."maximum", OLD."method_id", OLD."minimum", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."role", OLD."version"); RETURN NULL;', hash='78b401a937649f4e4639f2074c8f03b756b78f15', operation='DELETE', pgid='pgtrigger_delete_delete_0827a', table='peer_review_methodrole', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='methodroleevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='efa6d98bb35d696a726f886634b5e4ebbc701ff5', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_8ebb3', table='peer_review_methodroleevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='participant',
            constraint=models.UniqueConstraint(fields=('review', 'council'), name='a_council_takes_part_once', violation_error_message='This council takes part already.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='participant',
            trigger=pgtrigger.compiler.Trigger(name='a_participant_keeps_its_place', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."review_id" IS DISTINCT FROM (NEW."review_id") OR OLD."council_id" IS DISTINCT FROM (NEW."council_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='168e32c7c7579e21b18adb8c6d6cf99e78c659be', operation='UPDATE', pgid='pgtrigger_a_participant_keeps_its_place_90790', table='peer_review_participant', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='participant',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "peer_review_participantevent" ("changed_at", "council_id", "created_at", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_id", "version") VALUES (NEW."changed_at", NEW."council_id", NEW."created_at", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."review_id", NEW."version"); RETURN NULL;', hash='3debc8431ecfa0ed04e2b1f429857ad8a77ed6d1', operation='INSERT', pgid='pgtrigger_insert_insert_03734', table='peer_review_participant', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='participant',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "peer_review_participantevent" ("changed_at", "council_id", "created_at", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_id", "version") VALUES (NEW."changed_at", NEW."council_id", NEW."created_at", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."review_id", NEW."version"); RETURN NULL;', hash='e7eb1776451afc9b7379972c81ef559f5ab977ac', operation='UPDATE', pgid='pgtrigger_update_update_276c0', table='peer_review_participant', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='participant',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "peer_review_participantevent" ("changed_at", "council_id", "created_at", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_id", "version") VALUES (OLD."changed_at", OLD."council_id", OLD."created_at", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."review_id", OLD."version"); RETURN NULL;', hash='e91ce22c6f28ff182a2e9d4d37a64f9dcb00ac90', operation='DELETE', pgid='pgtrigger_delete_delete_ef079', table='peer_review_participant', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='participantevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ee595c8911282ca5fb4a2fd108eb772f39da6527', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f8cc2', table='peer_review_participantevent', when='BEFORE')),
        ),
    ]

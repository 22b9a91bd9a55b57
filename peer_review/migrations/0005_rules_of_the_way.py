"""What must hold of a review on its way, now that every review held here has its method."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models
from improvement_hub.core import migration


class Migration(migration.Migration):
    dependencies = [("peer_review", "0004_methods_of_reviews")]
    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name='review',
            trigger=pgtrigger.compiler.Trigger(name='a_review_keeps_its_gate', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."gate_pieces" IS DISTINCT FROM (NEW."gate_pieces") OR OLD."gate_sources" IS DISTINCT FROM (NEW."gate_sources") OR OLD."gate_activities" IS DISTINCT FROM (NEW."gate_activities") OR OLD."holder" IS DISTINCT FROM (NEW."holder") OR OLD."method_id" IS DISTINCT FROM (NEW."method_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='3efcf04ee764b05f235d7fa7c0c6668b4e67a82c', operation='UPDATE', pgid='pgtrigger_a_review_keeps_its_gate_bc23b', table='peer_review_review', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'recorded'), models.Q(('host_officer__isnull', False), ('method__isnull', False), ('review_lead__isnull', False), models.Q(('observer__isnull', False), models.Q(('holder', 'observer'), _negated=True), _connector='OR')), _connector='OR'), name='a_review_here_has_its_triad', violation_error_message='A review needs a host, a review lead and an observer.'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('feedback_given_at__isnull', False), ('state__in', ('feedback_given', 'draft_report', 'accuracy_check', 'final', 'action_planning', 'follow_up', 'closed'))), models.Q(('feedback_given_at', None), ('state__in', ['proposed', 'scoped', 'team_confirmed', 'preparing', 'on_site', 'analysing', 'recorded'])), ('state__in', ('postponed', 'cancelled')), _connector='OR'), name='feedback_has_its_moment'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('final_at__isnull', False), ('state__in', ('final', 'action_planning', 'follow_up', 'closed'))), models.Q(models.Q(('state__in', ('final', 'action_planning', 'follow_up', 'closed')), _negated=True), ('final_at', None)), _connector='OR'), name='a_final_report_has_its_moment'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', False), ('state', 'closed')), models.Q(models.Q(('state', 'closed'), _negated=True), ('closed_at', None)), _connector='OR'), name='a_closed_review_has_its_moment'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('paused_at__isnull', False), ('paused_by__isnull', False), ('state__in', ('postponed', 'cancelled')), ('resumes_at__in', ('proposed', 'scoped', 'team_confirmed', 'preparing', 'on_site', 'analysing', 'feedback_given', 'draft_report', 'accuracy_check')), models.Q(('pause_reason', ''), _negated=True)), models.Q(models.Q(('state__in', ('postponed', 'cancelled')), _negated=True), ('pause_reason', ''), ('paused_at', None), ('paused_by', None), ('resumes_at', '')), _connector='OR'), name='a_pause_has_who_when_why_and_a_way_back'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('host_agreed_at', None), ('host_agreed_by', None)), models.Q(('host_agreed_at__isnull', False), ('host_agreed_by__isnull', False)), _connector='OR'), name='the_host_agrees_with_who_and_when'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('lead_agreed_at', None), ('lead_agreed_by', None)), models.Q(('lead_agreed_at__isnull', False), ('lead_agreed_by__isnull', False)), _connector='OR'), name='the_lead_agrees_with_who_and_when'),
        ),
    ]

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from improvement_hub.core import migration


class Migration(migration.Migration):

    dependencies = [
        ('blogs', '0026_case_studies'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='casestudy',
            name='a_shared_case_study_says_what_did_not_work',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='post',
            name='a_shared_case_study_says_what_did_not_work',
        ),
        migrations.AddIndex(
            model_name='casestudy',
            index=models.Index(condition=models.Q(('standing', 'archived')), fields=['post'], name='archived_case_studies'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='casestudy',
            trigger=pgtrigger.compiler.Trigger(name='a_shared_case_study_says_what_did_not_work', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."what_did_not_work" = \'\')', declare='DECLARE shared BOOLEAN;', func="\n                    SELECT p.state IN ('submitted', 'scheduled', 'published') INTO shared\n                    FROM blogs_post p WHERE p.id = NEW.post_id FOR SHARE;\n                    IF shared THEN\n                        RAISE EXCEPTION 'a case study that is submitted or published says what did not work'\n                        USING ERRCODE = 'check_violation', CONSTRAINT = 'a_shared_case_study_says_what_did_not_work';\n                    END IF;\n                    RETURN NEW;\n                ", hash='a5bde071b2a7d9afc6abca6f8010d2769ab1fb83', operation='INSERT OR UPDATE', pgid='pgtrigger_a_shared_case_study_says_what_did_not_work_94c20', table='blogs_casestudy', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='post',
            trigger=pgtrigger.compiler.Trigger(name='a_shared_case_study_says_what_did_not_work', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."state" IN (\'submitted\', \'scheduled\', \'published\'))', func="\n                    PERFORM FROM blogs_casestudy c WHERE c.post_id = NEW.id AND c.what_did_not_work = '';\n                    IF FOUND THEN\n                        RAISE EXCEPTION 'a case study that is submitted or published says what did not work'\n                        USING ERRCODE = 'check_violation', CONSTRAINT = 'a_shared_case_study_says_what_did_not_work';\n                    END IF;\n                    RETURN NEW;\n                ", hash='8b92711d06ae11bce110b5447e53ae90b0bb259d', operation='UPDATE', pgid='pgtrigger_a_shared_case_study_says_what_did_not_work_177c2', table='blogs_post', when='BEFORE')),
        ),
    ]

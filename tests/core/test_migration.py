"""Migrations applied in groups: the database must be the one that they make one by one."""

import pytest
from django.core.management import call_command
from django.db import connection, migrations, models

from improvement_hub.core.migration import Migration, groups
from improvement_hub.runtime.places import BASE
from tests import databases

RULES = """
    SELECT 'column', format('%s.%s %s %s %s', table_name, column_name, data_type, is_nullable, column_default)
    FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL SELECT 'constraint', format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT 'index', indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT 'trigger', pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT 'function', proname || md5(prosrc) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
"""


def test_operations_go_together_until_one_goes_on_with_what_its_group_made():
    first, second = named("First"), named("Second")
    column = migrations.AddField("Other", "first", models.ForeignKey("First", models.CASCADE))
    onto_new = migrations.AddField("First", "second", models.ForeignKey("Second", models.CASCADE))
    again = migrations.AlterField("First", "second", models.ForeignKey("Second", models.CASCADE, null=True))
    index = migrations.AddIndex("Other", models.Index(fields=["first"], name="by_first"))
    by_hand = [migrations.RunSQL("SELECT 1"), migrations.RunSQL("SELECT 2")]

    found = list(groups([first, second, column, onto_new, again, index, *by_hand]))

    assert found == [[first, second, column], [onto_new], [again], [index], by_hand[:1], by_hand[1:]]


def named(name):
    return migrations.CreateModel(name, [("id", models.AutoField(primary_key=True))])


def test_every_migration_of_the_hub_goes_in_groups():
    files = {*BASE.glob("*/migrations/0*.py"), *BASE.glob("improvement_hub/*/migrations/0*.py")}

    assert len(files) > 30
    assert [str(file) for file in files if "\nclass Migration(migration.Migration):" not in file.read_text()] == []


@pytest.mark.slow
def test_the_database_is_the_one_that_single_operations_make(django_db_blocker, monkeypatch):
    with django_db_blocker.unblock():
        name = connection.settings_dict["NAME"]
        try:
            grouped = rules_of(databases.migrated())
            monkeypatch.delattr(Migration, "apply")
            databases.drop("one_by_one")  # of a run that was cut off
            databases.administer("CREATE DATABASE {}", "one_by_one")
            databases.use("one_by_one")
            call_command("migrate", verbosity=0, interactive=False)
            single = rules_of("one_by_one")
        finally:
            databases.drop("one_by_one")
            databases.use(name)

    assert len(single) > 3000
    assert single ^ grouped == set()


def rules_of(database):
    databases.use(database)
    with connection.cursor() as cursor:
        cursor.execute(RULES)
        found = set(cursor.fetchall())
    connection.close()
    return found

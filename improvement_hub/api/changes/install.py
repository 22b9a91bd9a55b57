"""Functions and triggers that note what is shared, put into the database by `migrate` as the code declares them."""

import hashlib
import re
from pathlib import Path

from django.db import connection, transaction

from improvement_hub.api.changes.sources import SHARED
from improvement_hub.core.sharing import AUDIENCE

MACHINERY = Path(__file__).parent / "machinery.sql"
AT_A_TIME = 20_000
EVENTS = {  # what is called `changed`: an update may move a row from one thing to another
    "insert": ("NEW TABLE AS changed", ""),
    "update": (
        "OLD TABLE AS before NEW TABLE AS after",
        "WITH changed AS (SELECT * FROM before UNION ALL SELECT * FROM after)",
    ),
    "delete": ("OLD TABLE AS changed", ""),
}
OF_ITSELF = re.compile(r"SELECT \w+ FROM changed")


def before_migrating(plan=(), **kwargs):
    """While tables change, nothing is noted."""
    if plan:
        remove_triggers()


def after_migrating(plan=(), using="default", **kwargs):
    """Everything as declared now; if tables or declarations changed, everything is told again."""
    if using == connection.alias and (plan or not is_installed()):
        install()
        note_all()


def install():
    remove_triggers()
    with connection.cursor() as cursor:
        cursor.execute(MACHINERY.read_text())
        for statement in declared():
            cursor.execute(statement)
        cursor.execute("COMMENT ON FUNCTION api_note() IS %s", [fingerprint()])


@transaction.atomic
def note_all():
    """Every shared item as one that changed now; what is no longer shared as gone."""
    for shared in SHARED:
        note_collection(shared)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE core_shareditem")


def note_collection(shared):
    """For those who wrote many rows without triggers: all items of a collection, at the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT api_remember(%s, '', ARRAY(
                SELECT id FROM ({shared.rows}) r UNION SELECT item FROM core_shareditem WHERE collection = %s
            ))""",  # noqa: S608  (declarations of this repository, nothing from outside)
            [shared.name, shared.collection],
        )


def remove_triggers():
    with connection.cursor() as cursor:
        cursor.execute(
            r"SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE 'api\_%' AND NOT tgisinternal"
        )
        for name, table in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name} ON {table}")


def is_installed() -> bool:
    """Whether what is in the database is what the code declares."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT obj_description(to_regproc('api_note'), 'pg_proc')")
        return cursor.fetchone()[0] == fingerprint()


def fingerprint() -> str:
    return hashlib.sha256("\n".join([MACHINERY.read_text(), *declared()]).encode()).hexdigest()


def declared() -> list[str]:
    """For every collection its function and its triggers."""
    return [statement for shared in SHARED for statement in (note_of(shared), *triggers_of(shared))]


def note_of(shared) -> str:
    """api_note_COLLECTION(): what was touched of it has changed, and is shared with those it is shared with now.

    Whom an item was shared with before is noted as a departure also where a wider circle takes their place: who
    still sees the item is not told of it.
    """
    columns = ", ".join(AUDIENCE)
    before, now = (f"({', '.join(f'{row}.{column}' for column in AUDIENCE)})" for row in ("i", "s"))
    return f"""
        CREATE OR REPLACE FUNCTION api_note_{shared.name}() RETURNS void LANGUAGE plpgsql AS $note$
        DECLARE ids uuid[] := ARRAY({touched(shared)});
        BEGIN
            WITH shown AS MATERIALIZED (
                SELECT id, {columns} FROM ({shared.rows}) r WHERE r.id = ANY (ids)
            ), departed AS (
                INSERT INTO core_departure (collection, item, {columns}, number)
                SELECT i.collection, i.item, {before[1:-1]}, nextval('api_change_number')
                FROM core_shareditem i LEFT JOIN shown s ON s.id = i.item
                WHERE i.collection = '{shared.collection}' AND i.item = ANY (ids)
                    AND (s.id IS NULL OR {before} IS DISTINCT FROM {now})
            ), gone AS (
                DELETE FROM core_shareditem i WHERE i.collection = '{shared.collection}' AND i.item = ANY (ids)
                    AND NOT EXISTS (SELECT FROM shown s WHERE s.id = i.item)
            )
            INSERT INTO core_shareditem AS i (collection, item, {columns}, number, shared_at)
            SELECT '{shared.collection}', s.id, {now[1:-1]}, s.number, s.number
            FROM (SELECT *, nextval('api_change_number') AS number FROM shown ORDER BY id) s
            ON CONFLICT (collection, item) DO UPDATE SET ({columns}, number, shared_at) = (
                {", ".join(f"excluded.{column}" for column in AUDIENCE)}, excluded.number,
                CASE WHEN {before} IS DISTINCT FROM ({", ".join(f"excluded.{column}" for column in AUDIENCE)})
                    THEN excluded.number ELSE i.shared_at END
            );
        END $note$
    """  # noqa: S608


def touched(shared) -> str:
    """The ids that were remembered, and those that show a row which was, as they are tied to it now."""
    said = f"SELECT item FROM api_touch WHERE collection = '{shared.name}' AND cause = ''"  # noqa: S608
    for watched in shared.watched:
        if not OF_ITSELF.fullmatch(watched.ids):
            said += f"""
                UNION SELECT * FROM (WITH changed AS (
                    SELECT t.* FROM {watched.table} t JOIN api_touch c ON c.item = t.id
                    WHERE c.collection = '{shared.name}' AND c.cause = '{watched.table}'
                ) SELECT * FROM ({watched.ids}) by_cause) caused"""  # noqa: S608
    return said


def triggers_of(shared):
    for watched in shared.watched:
        itself = OF_ITSELF.fullmatch(watched.ids)
        for event, (rows, both) in EVENTS.items():
            name = f"api_{shared.name}_of_{watched.table}_{event}"
            direct = itself or event == "delete"
            ids, cause = (watched.ids, "") if direct else ("SELECT id FROM changed", watched.table)
            yield f"""
                CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $watch$
                BEGIN
                    PERFORM api_remember('{shared.name}', '{cause}', ARRAY({both} {ids}));
                    RETURN NULL;
                END $watch$
            """
            yield f"""
                CREATE TRIGGER {name} AFTER {event} ON {watched.table}
                REFERENCING {rows} FOR EACH STATEMENT EXECUTE FUNCTION {name}()
            """


def note_library(**kwargs):
    """Posts were written, or taken away, without triggers."""
    for shared in SHARED:
        if shared.watched[0].table == "blogs_post":
            note_collection(shared)

"""What the clock does to the order of changes, and the operator after a restore."""

from django.db import connection, transaction
from django.utils import timezone

from improvement_hub.api.changes.install import note_all
from improvement_hub.api.changes.sources import SHARED
from improvement_hub.core.models import ChangeLog, Departure


def note_what_differs(collections=SHARED):
    """Notes what is shared with others than was noted, though no row changed."""
    for shared in collections:
        note_what_differs_of(shared)


def note_what_the_clock_brought():
    """Where that is a matter of the day, as for a document that opens on one."""
    note_what_differs([shared for shared in SHARED if "now()" in shared.rows])


@transaction.atomic
def note_what_differs_of(shared):
    """One statement and one transaction each, so that nobody waits for another collection."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT api_remember(%s, '', ARRAY(
                SELECT coalesce(s.id, i.item) FROM ({shared.rows}) s
                FULL JOIN (SELECT * FROM core_shareditem WHERE collection = %s) i ON i.item = s.id
                WHERE s.id IS NULL OR i.item IS NULL
                    OR (s.visibility, s.region_id, s.demonstration)
                        IS DISTINCT FROM (i.visibility, i.region_id, i.demonstration)
                    OR (s.holders IS DISTINCT FROM i.holders
                        AND (s.holders @> i.holders AND s.holders <@ i.holders) IS NOT TRUE)
            ))""",  # noqa: S608  (declarations of this repository, nothing from outside)
            [shared.name, shared.collection],
        )


def forget_old_departures():
    """Cursors are good for a day less than these are kept."""
    Departure.objects.filter(left_at__lt=timezone.now() - Departure.KEPT_FOR).delete()


@transaction.atomic
def begin_anew():
    """Another order of changes, as after a restore: partners' systems read everything from the beginning."""
    ChangeLog.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE core_shareditem, core_departure, core_preparedanswer")
    note_all()

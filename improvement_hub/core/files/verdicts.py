"""What the virus scanner says of stored files, whichever product has them. Its verdict on a file is noted once."""

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from improvement_hub.core.files import scanning
from improvement_hub.core.services import after_commit, lock, store


class Scan(models.TextChoices):
    """What the virus scanner says; an installation may have none."""

    NOT_SCANNED = "not_scanned", "Not scanned"
    WAITING = "waiting", "Being checked"
    CLEAN = "clean", "Nothing harmful found"
    INFECTED = "infected", "Set aside: harmful"


HAS_ITS_MOMENT = (
    Q(scan__in=[Scan.NOT_SCANNED, Scan.WAITING], scanned_at=None, harm="")
    | Q(scan=Scan.CLEAN, scanned_at__isnull=False, harm="")
    | (Q(scan=Scan.INFECTED, scanned_at__isnull=False) & ~Q(harm=""))
)


def first_verdict() -> Scan:
    return Scan.WAITING if scanning.is_configured() else Scan.NOT_SCANNED


def to_check(files):
    """Of these files those without a verdict, as soon as there is a scanner; without one, none."""
    unchecked = files.filter(scan__in=[Scan.WAITING, Scan.NOT_SCANNED])
    return unchecked if scanning.is_configured() else unchecked.none()


@transaction.atomic
def note_verdict(*, file, harm, tell_sender):
    """Once: a second verdict on the same file changes nothing and tells nobody. `tell_sender` is given its id."""
    file = lock(file)
    if file.scanned_at:
        return file
    file.scan, file.harm, file.scanned_at = Scan.INFECTED if harm else Scan.CLEAN, harm, timezone.now()
    if harm:
        after_commit(tell_sender, file.pk)
    return store(file)

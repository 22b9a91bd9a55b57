"""Files of events: added and removed by whoever may change the event, checked by the scanner. They go to the disk
before the row that names them is committed, and leave it after."""

import secrets

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string

from blogs import queries
from blogs.models import EventFile
from blogs.models.event_files import ROOM
from improvement_hub.core.errors import DomainError
from improvement_hub.core.files import scanning, verdicts
from improvement_hub.core.files.kinds import content_type_of
from improvement_hub.core.permissions import require
from improvement_hub.core.services import after_commit, check, lock, store

MOST_FILES = 20


@transaction.atomic
def add_event_file(*, event, file, title, by):
    """Add a file to what is taken home from an event, for whoever may see the event.

    file: a `core.files.receiving.Received`.
    """
    require(by, "blogs.change_event", event)
    content_type = content_type_of(file, file.name)
    event = lock(event)
    require(by, "blogs.change_event", event)
    if event.files.count() >= MOST_FILES:
        raise DomainError(f"An event has {MOST_FILES} files at most.", field="file")
    if event.files.filter(sha256=file.sha256).exists():
        raise DomainError("The event has this very file already.", field="file")
    row = EventFile(
        event=event,
        title=title.strip(),
        name=file.name,
        size=file.size,
        sha256=file.sha256,
        content_type=content_type,
        stored_as=secrets.token_hex(20),
        uploaded_by_id=by.pk,
        scan=verdicts.first_verdict(),
    )
    check(row)
    ROOM.keep(file, row.stored_as)
    store(row)
    if scanning.is_configured():
        after_commit(begin_scan, row.pk)
    return row


def begin_scan(file_id):
    from blogs.tasks import check_event_file as task

    task.delay(str(file_id))


@transaction.atomic
def remove_event_file(*, file, by, version=None):
    """Take a file away from an event, and erase it."""
    event = lock(file.event)
    require(by, "blogs.change_event", event)
    file = lock(file, version=version)
    after_commit(ROOM.erase, file.stored_as)
    file.delete()
    return event


def check_event_file(*, file_id):
    """Ask the scanner about a file and note its verdict. It may take minutes, so nothing is locked meanwhile."""
    file = queries.event_files_to_check().filter(pk=file_id).first()
    if file:
        harm = scanning.harm_in(ROOM.path(file.stored_as))
        verdicts.note_verdict(file=file, harm=harm, tell_sender=tell_sender)


def tell_sender(file_id):
    """E-mail whoever sent a harmful file."""
    file = EventFile.objects.select_related("event", "uploaded_by").get(pk=file_id)
    link = settings.HUB_URL + file.event.get_absolute_url()
    body = render_to_string("emails/harmful_event_file.txt", {"event": file.event, "link": link})
    send_mail("A file you sent was set aside", body, None, [file.uploaded_by.email])


def forget_orphaned_event_files() -> int:
    """Files that a killed process left on the disk, a day ago or longer, and that no event has."""
    return ROOM.forget_orphans(queries.event_files_in_use)

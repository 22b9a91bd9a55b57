"""Taking in a feed through the browser: shown first, as it would be taken, then taken by the worker.

It stands above the importer, which calls the other services; so it is imported by its own name.
"""

import secrets
from datetime import timedelta

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from blogs.imports.fetch import fetch, read_file
from blogs.imports.importer import take_in
from blogs.imports.report import UnreadableFeed
from blogs.models import ImportRun
from blogs.models.imports import ROOM
from improvement_hub.core.errors import DomainError
from improvement_hub.core.files.receiving import received
from improvement_hub.core.permissions import require
from improvement_hub.core.services import after_commit, lock, store

KEPT = 3600  # seconds for which progress is told
TOO_LONG = (
    "It took longer than the hub gives a feed in the browser. Nothing was taken: split it, or ask those who run the "
    "hub to take it with import_feed."
)


@transaction.atomic
def begin_import(*, publish, visibility, by, file=None, address="", old_host=""):
    """Read a feed, from a file or an address, and show what would become of it. Nothing is taken yet."""
    require(by, "blogs.import_posts")
    if bool(file) == bool(address):
        raise DomainError("Choose a file or give an address: one of the two.", field="file")
    if file and file.trouble:
        raise DomainError(file.trouble, field="file")
    terms = {"publish": publish, "visibility": visibility, "old_host": old_host}
    run = ImportRun(name=file.name if file else address, is_address=bool(address), started_by_id=by.pk, **terms)
    if file:
        run.stored_as = kept(file)
    store(run)
    after_commit(begin, "preview_import", run.pk)
    return run


def kept(file) -> str:
    name = secrets.token_hex(20)
    ROOM.keep(file, name)
    return name


@transaction.atomic
def ask_for_import(*, run, by, version=None):
    """Take what was shown. What is published by that is published by whoever asks."""
    run = lock(run, version=version)
    require(by, "blogs.import_posts")
    if run.step != "shown":
        raise DomainError("This feed is not waiting to be taken.")
    if not run.to_take:
        raise DomainError("There is nothing in it to take.")
    run.asked_at, run.started_by_id = timezone.now(), by.pk
    store(run)
    after_commit(begin, "take_import", run.pk)
    return run


def begin(task, run_id):
    from blogs import tasks

    getattr(tasks, task).delay(str(run_id))


def preview_import(*, run, by):
    """By the worker: what would become of each item, all of it undone again."""
    if run.step != "reading":
        return run
    try:
        if run.is_address:
            run.stored_as = kept(received("feed.xml", [fetch(run.name)]))
        report = take_in(read(run), preview=True, by=by, progress=progress_of(run), **terms_of(run))
    except UnreadableFeed as trouble:
        return fail_import(run=run, sentence=str(trouble))
    run.previewed_at = timezone.now()
    return note(run, report)


@transaction.atomic
def carry_out_import(*, run, by):
    """By the worker, once however often it is told to: the run is locked until all of it is taken."""
    run = lock(run)
    if run.step != "taking":
        return run
    report = take_in(read(run), by=by, progress=progress_of(run), **terms_of(run))
    run.taken_at = timezone.now()
    after_commit(ROOM.erase, run.stored_as)
    run.stored_as = ""
    return note(run, report)


def terms_of(run) -> dict:
    return {"publish": run.publish, "visibility": run.visibility, "old_host": run.old_host}


def read(run) -> bytes:
    return read_file(str(ROOM.path(run.stored_as)))


def note(run, report):
    run.totals = report.totals
    run.lines = [[line.number, line.name[:300], line.outcome.value, line.words] for line in report.lines]
    return store(run)


@transaction.atomic
def fail_import(*, run, sentence):
    """Nothing of it is taken, and its bytes go."""
    run = lock(run)
    run.failure = sentence[:1000]
    if run.stored_as:
        after_commit(ROOM.erase, run.stored_as)
        run.stored_as = ""
    return store(run)


def progress_of(run):
    """Told beside the database, where what is not committed cannot be seen."""

    def tell(done, total):
        if done % 20 == 0:
            cache.set(f"import-{run.pk}", (done, total), KEPT)

    return tell


def progress_so_far(run) -> tuple[int, int] | None:
    """(items read, items there are), while it is being read or taken."""
    return cache.get(f"import-{run.pk}")


def forget_orphaned_feeds():
    """Bytes that no run has; and those of feeds that were shown a week ago and never taken."""
    week_ago = timezone.now() - timedelta(days=7)
    for run in ImportRun.objects.filter(taken_at=None, created_at__lt=week_ago).exclude(stored_as=""):
        fail_import(run=run, sentence="It was shown, and not taken within a week.")
    ROOM.forget_orphans(in_use)


def in_use(names) -> set[str]:
    return set(ImportRun.objects.filter(stored_as__in=names).values_list("stored_as", flat=True))

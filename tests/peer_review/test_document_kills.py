"""The server dies while a document is added, replaced or removed: no row is without its file, and no file stays that
no row has."""

import os
import time

import pytest

from improvement_hub.core.files.store import ORPHAN_AFTER, folder
from peer_review import services, tasks
from peer_review.models import Document, DocumentFile
from tests.peer_review import scenes
from tests.peer_review.test_kills import killed_everywhere

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def files_left() -> set[str]:
    """What is on the disk once the clock has ticked a day later."""
    old = time.time() - ORPHAN_AFTER.total_seconds() - 60
    for room in ("reviews", "incoming"):
        for path in folder(room).iterdir():
            os.utime(path, (old, old))
    tasks.forget_orphaned_files()
    assert list(folder("incoming").iterdir()) == []
    return {path.name for path in folder("reviews").iterdir()}


def files_of_rows() -> set[str]:
    return set(DocumentFile.objects.filter(erased_at=None).values_list("stored_as", flat=True))


def test_nothing_of_a_document_is_ever_half_done(cast, settings, tmp_path):
    settings.DOCUMENTS_DIR = tmp_path
    review, by = scenes.prepared(cast), cast.actor("hana")
    assert killed_everywhere(lambda: scenes.document(review, by)) > 5
    assert files_left() == files_of_rows()
    assert killed_everywhere(lambda: scenes.replaced(Document.objects.get(), by, b"%PDF-2")) > 5
    assert files_left() == files_of_rows()
    assert [file.number for file in DocumentFile.objects.all()] == [2, 1]
    remove = {"reason": "Out of date.", "by": by}
    assert killed_everywhere(lambda: services.remove_document(document=Document.objects.get(), **remove)) > 5
    assert files_left() == files_of_rows() == set()

"""Files to take home from an event: added by who runs it, saved by whoever may see it, checked by the scanner."""

import os
import sys
import time

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from blogs import tasks
from blogs.models import EventFile
from blogs.models.event_files import ROOM
from blogs.services import remove_event_file
from improvement_hub.core.errors import DomainError, StaleVersion
from tests.cast import NAMES
from tests.factories.events import event_file, plan
from tests.signed_in import signed_in

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 slides"


@pytest.fixture(autouse=True)
def _place_of_its_own(settings, tmp_path):
    settings.DOCUMENTS_DIR = tmp_path


@pytest.fixture
def event(cast):
    return plan(by=cast.actor("asha"), hosts=[cast.host], visibility="sector")


def upload(content=PDF, name="slides.pdf"):
    return SimpleUploadedFile(name, content)


def scanner(*lines):
    return [sys.executable, "-S", "-c", "\n".join(["import sys", *lines])]


def test_who_runs_an_event_adds_a_file_and_its_readers_save_it(cast, event, sign_in):
    asha = sign_in(cast.asha)
    page = f"/events/{event.slug}/files/"
    assert asha.post(page, {"file": upload(), "title": "Slides"})["Location"] == page
    file = EventFile.objects.get()
    assert (file.title, file.name, file.size, file.content_type, file.scan) == (
        *("Slides", "slides.pdf", len(PDF), "application/pdf"), "not_scanned",
    )  # fmt: skip
    assert ">Slides</a> (PDF, 15" in asha.get(event.get_absolute_url()).content.decode()
    answers = {}
    for name in NAMES:
        person = cast.person(name)
        answers[name] = (signed_in(person) if person else Client()).get(file.get_absolute_url()).status_code
    assert {name for name, status in answers.items() if status == 404} == {"dev", "gwen", "robo", "nobody"}
    saved = asha.get(file.get_absolute_url())
    assert b"".join(saved.streaming_content) == PDF
    assert saved["Content-Disposition"] == 'attachment; filename="slides.pdf"'
    assert saved["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("page.html", b"<script>alert(1)</script>", "The hub takes PDF"),
        ("slides.pdf", b"MZ a program", "What stands in this file is not a PDF"),
        ("slides.pdf", b"", "This file is empty."),
    ],
)
def test_what_is_no_document_is_refused_in_words(cast, event, sign_in, name, content, sentence):
    page = sign_in(cast.asha).post(f"/events/{event.slug}/files/", {"file": upload(content, name), "title": "Slides"})
    assert (page.status_code, EventFile.objects.count()) == (400, 0)
    assert sentence in page.content.decode()


def test_nobody_else_adds_and_nobody_twice(cast, event):
    with pytest.raises(PermissionDenied):
        event_file(event, cast.actor("femi"))
    event_file(event, cast.actor("asha"))
    with pytest.raises(DomainError, match="this very file already"):
        event_file(event, cast.actor("hana"), title="The same")
    with pytest.raises(DomainError, match="child"):
        event_file(event, cast.actor("asha"), b"%PDF-2", title="NHS number 943 476 5919")
    assert len(list(ROOM.path("0" * 40).parent.iterdir())) == 1


def test_an_event_has_so_many_files_at_most(cast, event, monkeypatch):
    monkeypatch.setattr("blogs.services.event_files.MOST_FILES", 1)
    event_file(event, cast.actor("asha"))
    with pytest.raises(DomainError, match="An event has 1 files at most"):
        event_file(event, cast.actor("asha"), b"%PDF-2")


def test_a_removed_file_is_erased(cast, event, sign_in, django_capture_on_commit_callbacks):
    file = event_file(event, cast.actor("asha"))
    with pytest.raises(StaleVersion):
        remove_event_file(file=file, by=cast.actor("asha"), version=file.version + 1)
    with pytest.raises(PermissionDenied):
        remove_event_file(file=file, by=cast.actor("femi"))
    client, page = sign_in(cast.hana), f"/events/{event.slug}/files/{file.pk}/remove/"
    assert "“Slides” (slides.pdf) is erased." in client.get(page).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(page, {"version": file.version}).status_code == 302
    assert not ROOM.path(file.stored_as).exists()
    assert client.get(file.get_absolute_url()).status_code == 404


def test_until_the_scanner_has_spoken_only_the_sender_opens_it(cast, event, settings, sign_in):
    settings.SCAN_COMMAND = ["/nowhere/scan"]
    file = event_file(event, cast.actor("asha"))
    sender, reader = signed_in(cast.asha), signed_in(cast.femi)
    assert [c.get(file.get_absolute_url()).status_code for c in (sender, reader)] == [200, 403]
    assert "Being checked" in reader.get(event.get_absolute_url()).content.decode()
    settings.SCAN_COMMAND = scanner()
    tasks.check_waiting_event_files()
    assert reader.get(file.get_absolute_url()).status_code == 200


def test_a_harmful_file_is_set_aside_and_its_sender_is_told_once(
    cast, event, settings, django_capture_on_commit_callbacks
):
    settings.SCAN_COMMAND = scanner('print(sys.argv[1] + ": Eicar FOUND"); sys.exit(1)')
    with django_capture_on_commit_callbacks(execute=True):
        file = event_file(event, cast.actor("asha"))
    tasks.check_waiting_event_files()
    file.refresh_from_db()
    assert (file.scan, file.harm, [letter.to for letter in mail.outbox]) == (
        *("infected", "Eicar FOUND"), [["asha@example.org"]],
    )  # fmt: skip
    assert signed_in(cast.asha).get(file.get_absolute_url()).status_code == 403


def test_a_file_that_was_checked_or_removed_meanwhile_is_not_checked_again(cast, event, settings):
    settings.SCAN_COMMAND = scanner()
    checked, removed = (event_file(event, cast.actor("asha"), content) for content in (PDF, b"%PDF-2"))
    tasks.check_event_file(checked.pk)
    remove_event_file(file=removed, by=cast.actor("asha"))
    settings.SCAN_COMMAND = scanner('print(sys.argv[1] + ": Eicar FOUND"); sys.exit(1)')
    for file in (checked, removed):
        tasks.check_event_file(file.pk)
    assert [(file.scan, file.harm) for file in EventFile.objects.all()] == [("clean", "")]
    assert mail.outbox == []


def test_what_no_event_names_goes_after_a_day(cast, event, tmp_path):
    file = event_file(event, cast.actor("asha"))
    orphan = ROOM.path("0" * 40)
    orphan.write_bytes(b"left")
    for path in (orphan, ROOM.path(file.stored_as)):
        os.utime(path, (time.time() - 90_000,) * 2)
    tasks.forget_orphaned_event_files()
    assert (orphan.exists(), ROOM.path(file.stored_as).exists()) == (False, True)


def test_the_same_over_the_api(cast, event):
    asha, femi, nobody = signed_in(cast.asha), signed_in(cast.femi), Client()
    address = f"/api/v1/events/{event.slug}/files/"
    made = asha.post(address, {"file": upload(), "title": "Slides"})
    row = made.json()
    assert (made.status_code, row["name"], row["size"], row["scan"]) == (201, "slides.pdf", len(PDF), "not_scanned")
    assert femi.post(address, {"file": upload(b"%PDF-2"), "title": "More"}).status_code == 403
    assert femi.get(address).json() == {"next": None, "previous": None, "results": [row]}
    assert femi.get(f"/api/v1/events/{event.slug}/").json()["files"] == [row]
    assert b"".join(femi.get(row["url"]).streaming_content) == PDF
    assert [nobody.get(at).status_code for at in (address, row["url"])] == [404, 404]
    assert asha.post(f"{address}{row['id']}/remove/").status_code == 428
    removed = asha.post(f"{address}{row['id']}/remove/", headers={"If-Match": made["ETag"]})
    assert (removed.status_code, EventFile.objects.count()) == (204, 0)


def test_another_events_file_is_not_found(cast, event):
    other = plan(by=cast.actor("asha"), hosts=[cast.host], visibility="public", title="Another")
    file = event_file(event, cast.actor("asha"))
    client = signed_in(cast.asha)
    assert client.get(f"/events/{other.slug}/files/{file.pk}/").status_code == 404
    assert client.get(f"/api/v1/events/{other.slug}/files/{file.pk}/").status_code == 404


@pytest.mark.parametrize("files", [1, 12])
def test_the_page_of_an_event_costs_the_same_with_any_number_of_files(client, cast, files, django_assert_num_queries):
    event = plan(by=cast.actor("asha"), hosts=[cast.host], visibility="public", title="Open")
    for number in range(files):
        event_file(event, cast.actor("asha"), b"%%PDF-%d" % number)
    with django_assert_num_queries(4):
        client.get(f"/api/v1/events/{event.slug}/files/")

"""Files that people upload: known by what stands in them, kept whole or not at all, and served to be saved."""

import hashlib
import io
import os
import resource
import stat
import sys
import time
import zipfile

import pytest
from django.test import RequestFactory

from improvement_hub.core.errors import DomainError
from improvement_hub.core.files import scanning
from improvement_hub.core.files.kinds import content_type_of
from improvement_hub.core.files.receiving import received
from improvement_hub.core.files.serving import as_attachment
from improvement_hub.core.files.store import NO_ROOM, ORPHAN_AFTER, Room, folder, forget_interrupted
from improvement_hub.core.rows import safe_cell

ROOM = Room("tests")
WORD = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}
ODT = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<o/>"}


@pytest.fixture(autouse=True)
def _place_of_its_own(settings, tmp_path):
    settings.DOCUMENTS_DIR = tmp_path


def packed(entries, **terms):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content, **terms)
    return target.getvalue()


def kind(name, content):
    file = received(name, [content])
    try:
        return content_type_of(file, name)
    except DomainError as refused:
        return refused.sentence
    finally:
        file.close()


def test_a_file_is_what_stands_in_it():
    assert kind("Plan.PDF", b"%PDF-1.7 ...") == "application/pdf"
    assert kind("a.png", b"\x89PNG\r\n\x1a\n...") == "image/png"
    assert kind("a.jpg", b"\xff\xd8\xff\xe0") == kind("a.jpeg", b"\xff\xd8\xff\xe1") == "image/jpeg"
    assert kind("a.docx", packed(WORD)).endswith("wordprocessingml.document")
    assert kind("a.xlsx", packed({"[Content_Types].xml": b"", "xl/workbook.xml": b""})).endswith("spreadsheetml.sheet")
    assert kind("a.odt", packed(ODT)) == "application/vnd.oasis.opendocument.text"
    assert kind("a.csv", "Größe;1\r\n".encode()) == kind("a.csv", "Größe;1".encode("cp1252")) == "text/csv"
    assert kind("a.txt", b"Words.") == "text/plain"


def test_a_name_that_says_something_else_is_refused():
    other = "What stands in this file is not {}, whatever its name says."
    assert kind("a.pdf", b"MZ\x90\x00") == other.format("a PDF")
    assert (
        kind("a.docx", b"%PDF-1.7")
        == kind("a.docx", packed({"xl/workbook.xml": b""}))
        == other.format("a Word document")
    )
    assert kind("a.odt", packed(WORD)) == other.format("an OpenDocument text")
    assert kind("a.txt", b"MZ\x90\x00") == "What stands in this file is not plain text. Save it again as UTF-8 text."
    assert kind("a.exe", b"MZ").startswith("The hub takes PDF, Word,")
    assert kind("a.docm", packed(WORD)) == kind("none", b"") == kind("a.exe", b"MZ")


def test_macros_bombs_and_locked_archives_are_refused():
    macros = "This file has macros in it. Save it without them: .docx, .xlsx or .pptx."
    assert kind("a.docx", packed({**WORD, "word/vbaProject.bin": b""})) == macros
    assert (
        kind("a.docx", packed({**WORD, "[Content_Types].xml": b"application/vnd.ms-word.document.macroEnabled"}))
        == macros
    )
    assert kind("a.odt", packed({**ODT, "Basic/Standard/Module1.xml": b""})) == macros
    bomb = packed({**WORD, "word/media.bin": bytes(21 * 1024**2)})
    assert kind("a.docx", bomb) == "This file unpacks into far more than it holds, as harmful files do."
    assert kind("a.docx", packed({**WORD, "word/noise.bin": os.urandom(2**17) * 170})).endswith(
        "wordprocessingml.document"
    )
    unreadable = "This file cannot be read: it is damaged or locked by a password."
    whole = packed(WORD)
    locked = bytearray(whole)
    for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(sign) + flags] |= 1
    assert kind("a.docx", bytes(locked)) == kind("a.docx", whole[:60]) == unreadable
    assert kind("a.docx", whole.replace(b"PK\x01\x02", b"PK\x09\x02")) == unreadable
    endless = bytearray(whole)
    endless[whole.rindex(b"PK\x05\x06") + 10 : whole.rindex(b"PK\x05\x06") + 12] = b"\xff\xff"
    assert kind("a.docx", bytes(endless)) == unreadable


def test_a_kept_file_is_whole_unguessable_and_nobodys_to_run():
    file = received("plan.pdf", [b"%PDF", b"-1.7"])
    assert file.read() == b"%PDF-1.7"
    assert (file.size, file.sha256, file.trouble) == (8, hashlib.sha256(b"%PDF-1.7").hexdigest(), "")
    ROOM.keep(file, "a" * 40)
    file.close()
    place = ROOM.path("a" * 40)
    assert place.read_bytes() == b"%PDF-1.7"
    assert stat.S_IMODE(place.stat().st_mode) == 0o400
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
    assert list(folder("incoming").iterdir()) == []
    with pytest.raises(ValueError, match="Not the name"):
        ROOM.path("../secret_key")
    ROOM.erase("a" * 40)
    ROOM.erase("a" * 40)
    assert not place.exists()


def test_what_is_too_large_is_not_written(settings):
    settings.DOCUMENTS_MAX_BYTES = 1000
    file = received("plan.pdf", [b"x" * 900] * 3)
    assert file.trouble == "This file is larger than 1000\xa0bytes, which is the most the hub takes."
    assert file.path.stat().st_size <= 1000
    file.close()


@pytest.fixture
def small_disk():
    """The system lets this process write no file beyond 64 KB: what a full disk says, said by the kernel."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2**16, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_gives_one_sentence_and_leaves_nothing(small_disk):
    at_once, at_the_end = received("a.txt", [b"x" * 2**17]), received("b.txt", [b"x" * 2**16, b"y"])
    assert (at_once.trouble, at_the_end.trouble) == (NO_ROOM, NO_ROOM)
    for file in (at_once, at_the_end):
        file.close()
    assert list(folder("incoming").iterdir()) == []


def test_a_store_that_cannot_be_written_refuses_in_words():
    file = received("plan.pdf", [b"%PDF-1.7"])
    (folder("tests") / ("a" * 40)).mkdir()  # nothing can be moved over a folder
    with pytest.raises((DomainError, OSError)):
        ROOM.keep(file, "a" * 40)
    file.close()


def test_other_trouble_with_the_disk_is_a_mistake_of_ours():
    file = received("plan.pdf", [b"%PDF-1.7"])
    file.file.close()
    with pytest.raises(ValueError, match="closed file"):
        file.take(b"more")
    with pytest.raises(OSError, match="broken"):
        file.refused_by_disk(OSError(5, "broken"))
    file.close()


def test_what_no_row_names_goes_after_a_day_and_nothing_else():
    old = time.time() - ORPHAN_AFTER.total_seconds() - 60
    for name, at in {"a" * 40: old, "b" * 40: old, "c" * 40: time.time()}.items():
        (folder("tests") / name).write_bytes(b"x")
        os.utime(folder("tests") / name, (at, at))
    for name, at in {"one": old, "two": time.time()}.items():
        (folder("incoming") / name).write_bytes(b"x")
        os.utime(folder("incoming") / name, (at, at))
    assert ROOM.forget_orphans(lambda names: {"a" * 40}) == 1
    forget_interrupted()
    assert sorted(path.name[0] for path in folder("tests").iterdir()) == ["a", "c"]
    assert [path.name for path in folder("incoming").iterdir()] == ["two"]


def scanner(code, words="/tmp/x: Eicar-Test-Signature FOUND"):
    return [sys.executable, "-S", "-c", f"import sys; print({words!r}); sys.exit({code})"]


def test_a_scanner_answers_by_its_exit_code(settings, tmp_path):
    settings.SCAN_COMMAND = []
    assert not scanning.is_configured()
    settings.SCAN_COMMAND = scanner(0)
    assert (scanning.is_configured(), scanning.harm_in(tmp_path)) == (True, "")
    settings.SCAN_COMMAND = scanner(1, f"{tmp_path}: Eicar FOUND")
    assert scanning.harm_in(tmp_path) == "Eicar FOUND"
    settings.SCAN_COMMAND = scanner(1, "")
    assert scanning.harm_in(tmp_path) == "The scanner found something harmful."
    for command in (scanner(2), ["/nowhere/scan"]):
        settings.SCAN_COMMAND = command
        with pytest.raises(scanning.ScannerFailed):
            scanning.harm_in(tmp_path)


def test_a_file_is_served_to_be_saved_and_asked_for_once(tmp_path):
    place = tmp_path / "x"
    place.write_bytes(b"<script>alert(1)</script>")
    terms = {"name": 'Größe "1".txt', "content_type": "text/plain", "sha256": "abc"}
    answer = as_attachment(RequestFactory().get("/"), place, **terms)
    assert b"".join(answer.streaming_content) == place.read_bytes()
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''Gr%C3%B6%C3%9Fe%20%221%22.txt"
    assert (answer["ETag"], answer["X-Content-Type-Options"], answer["Content-Type"]) == (
        '"abc"',
        "nosniff",
        "text/plain",
    )
    assert answer["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"
    again = as_attachment(RequestFactory().get("/", headers={"If-None-Match": '"abc"'}), place, **terms)
    assert again.status_code == 304
    with pytest.raises(DomainError, match="cannot find this file"):
        as_attachment(RequestFactory().get("/"), tmp_path / "gone", **terms)


def test_a_spreadsheet_calculates_nothing_that_was_typed():
    assert [safe_cell(value) for value in ("=1+1", "@x", "-1", None, 7, "Plan")] == [
        "'=1+1",
        "'@x",
        "'-1",
        "",
        "7",
        "Plan",
    ]

"""What a file is, by how it begins; its name has to say the same. What stands in it is not read."""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from improvement_hub.core.errors import DomainError

MOST_ENTRIES = 10_000
LONGEST_INDEX = 4 * 1024**2
MOST_UNPACKED = 500 * 1024**2
MOST_OF_A_BYTE = 200  # unpacked bytes for a packed one; a spreadsheet has about 20
ALWAYS_FINE = 20 * 1024**2
CONTROLS = bytes(set(range(32)) - set(b"\t\n\f\r")) + b"\x7f"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
OFFICE = "application/vnd.openxmlformats-officedocument."
DAMAGED = (  # what reading a zip archive raises; each way of packing has an error of its own
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError),
    *(OSError, RuntimeError, ValueError, EOFError),
)
UNREADABLE = "This file cannot be read: it is damaged or locked by a password."


@dataclass(frozen=True)
class Kind:
    """A kind of file that is taken: `check` reads it from its start and says in a sentence what is wrong, or ""."""

    words: str
    content_type: str
    check: Callable[..., str]


def begins_with(*signatures):
    def check(file, kind):
        start = file.read(16)
        return "" if any(start.startswith(signature) for signature in signatures) else is_other(kind)

    return check


def is_other(kind) -> str:
    return f"What stands in this file is not {kind.words}, whatever its name says."


def text(file, kind) -> str:
    """Any encoding whose letters are single bytes or UTF-8; a program or a picture has bytes that no text has."""
    while chunk := file.read(2**18):
        if chunk.translate(None, CONTROLS) != chunk:
            return f"What stands in this file is not {kind.words}. Save it again as UTF-8 text."
    return ""


def office(folder):
    """Word, Excel and PowerPoint since 2007, without macros."""

    def check(file, kind):
        return packed(file, kind, lambda archive, names: is_office(archive, names, folder))

    return check


def open_document(file, kind) -> str:
    """The formats of LibreOffice, without macros."""
    return packed(file, kind, lambda archive, names: is_open_document(archive, names, kind))


def packed(file, kind, fits) -> str:
    """What is wrong with a zip archive, or with what is in it."""
    if not file.read(4).startswith(b"PK\x03\x04"):
        return is_other(kind)
    if has_endless_index(file):
        return UNREADABLE
    try:
        with zipfile.ZipFile(file) as archive:
            return wrong_inside(archive, kind, fits)
    except DAMAGED:
        return UNREADABLE


def wrong_inside(archive, kind, fits) -> str:
    entries = archive.infolist()
    names = [entry.filename.lower() for entry in entries]
    if any(entry.flag_bits & 1 for entry in entries):
        return UNREADABLE
    if unpacks_without_end(entries):
        return "This file unpacks into far more than it holds, as harmful files do."
    if any(is_macro(name) for name in names) or says_macros(archive, names):
        return "This file has macros in it. Save it without them: .docx, .xlsx or .pptx."
    return "" if fits(archive, names) else is_other(kind)


def has_endless_index(file) -> bool:
    """Looked at before the index is read: reading one of a million entries would take all the memory there is."""
    size = file.seek(0, 2)
    file.seek(max(size - 2**16 - 22, 0))
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        return True
    entries, index = struct.unpack("<HI", tail[at + 10 : at + 16])
    is_zip64 = tail[max(at - 20, 0) : at].startswith(b"PK\x06\x07")
    return is_zip64 or entries > MOST_ENTRIES or index > LONGEST_INDEX


def unpacks_without_end(entries) -> bool:
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked <= ALWAYS_FINE:
        return False
    return unpacked > MOST_UNPACKED or unpacked > MOST_OF_A_BYTE * sum(entry.compress_size for entry in entries)


def is_macro(name) -> bool:
    return name.endswith("vbaproject.bin") or "/macrosheets/" in name or name.startswith(("basic/", "scripts/"))


def says_macros(archive, names) -> bool:
    return "[content_types].xml" in names and b"macroenabled" in opening(archive, "[content_types].xml").lower()


def opening(archive, name) -> bytes:
    """The beginning of an entry, however long it says it is."""
    entry = next(entry for entry in archive.infolist() if entry.filename.lower() == name)
    with archive.open(entry) as part:
        return part.read(2**20)


def is_office(archive, names, folder) -> bool:
    return "[content_types].xml" in names and any(name.startswith(f"{folder}/") for name in names)


def is_open_document(archive, names, kind) -> bool:
    return "mimetype" in names and opening(archive, "mimetype").strip() == kind.content_type.encode()


JPEG = Kind("a JPEG picture", "image/jpeg", begins_with(b"\xff\xd8\xff"))
KINDS = {
    "pdf": Kind("a PDF", "application/pdf", begins_with(b"%PDF-")),
    "docx": Kind("a Word document", f"{OFFICE}wordprocessingml.document", office("word")),
    "xlsx": Kind("an Excel workbook", f"{OFFICE}spreadsheetml.sheet", office("xl")),
    "pptx": Kind("a PowerPoint presentation", f"{OFFICE}presentationml.presentation", office("ppt")),
    "odt": Kind("an OpenDocument text", f"{OPEN_DOCUMENT}text", open_document),
    "ods": Kind("an OpenDocument spreadsheet", f"{OPEN_DOCUMENT}spreadsheet", open_document),
    "odp": Kind("an OpenDocument presentation", f"{OPEN_DOCUMENT}presentation", open_document),
    "png": Kind("a PNG picture", "image/png", begins_with(b"\x89PNG\r\n\x1a\n")),
    "jpg": JPEG,
    "jpeg": JPEG,
    "csv": Kind("a CSV file", "text/csv", text),
    "txt": Kind("plain text", "text/plain", text),
}
TAKEN = "PDF, Word, Excel, PowerPoint, OpenDocument, PNG, JPEG, CSV or plain text"
CONTENT_TYPES = sorted({kind.content_type for kind in KINDS.values()})
ACCEPTED = ",".join(f".{extension}" for extension in KINDS)  # for the browser's own chooser


def content_type_of(file, name: str) -> str:
    """The content type of an open file, once its name and what stands in it agree. Raises DomainError at `file`."""
    kind = KINDS.get(PurePath(name).suffix[1:].lower())
    if kind is None:
        raise DomainError(f"The hub takes {TAKEN}.", field="file")
    file.seek(0)
    wrong = kind.check(file, kind)
    if wrong:
        raise DomainError(wrong, field="file")
    return kind.content_type

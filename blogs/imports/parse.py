"""From bytes to a feed, or the one sentence that says why not."""

import codecs
import io
import re
import xml.sax

import defusedxml.sax
from defusedxml import DefusedXmlException

from blogs.imports.pieces import Feed, taken_apart
from blogs.imports.report import UnreadableFeed

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
DECLARED = re.compile(rb"""\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']""")
DECLARATION = re.compile(rb"\s*<\?xml\b[^>]*\?>")
PAGE = re.compile(r"\s*+(?>(?><!--.*?-->)\s*+)*+<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
HEAD = 10_000  # bytes in which a page shows that it is one
AT_A_TIME = 2**20
UTF8 = {"utf-8", "utf-8-sig"}
ONE_BYTE = {"iso8859-1", "iso8859-15", "cp1252"}


def parse(read: bytes) -> Feed:
    """A feed with at least one item. Raises UnreadableFeed."""
    if not read.strip():
        raise UnreadableFeed("The feed is empty.")
    plain = without_declaration(in_utf8(read))
    if PAGE.match(plain[:HEAD].decode(errors="ignore")):
        raise UnreadableFeed("This is an HTML page, not a feed; the page may have a link to its feed.")
    check_xml(plain)
    feed = taken_apart(plain)
    if not feed.version:
        raise UnreadableFeed("This is XML, but neither RSS nor Atom.")
    if not len(feed):
        raise UnreadableFeed("The feed holds no items.")
    return feed


def without_declaration(plain: bytes) -> bytes:
    declared = DECLARATION.match(plain)
    return plain[declared.end() if declared else 0 :].strip()


def in_utf8(read: bytes) -> bytes:
    """Without the mark at its beginning. What is in UTF-8 is never a text of Python's, up to four times as large."""
    encoding = encoding_of(read)
    try:
        name = codecs.lookup(encoding).name
        if name in UTF8:
            check_utf8(read)
            return read.removeprefix(codecs.BOM_UTF8)
        made = read.decode(encoding).encode()  # some encodings spell characters that do not exist
    except LookupError:
        raise UnreadableFeed(f"The feed declares an encoding that does not exist: {encoding}.") from None
    except ValueError:
        raise UnreadableFeed(f"The feed declares the encoding {encoding}, but it is not in it.") from None
    if name in ONE_BYTE and not read.isascii() and is_utf8(read):
        raise UnreadableFeed(f"The feed declares the encoding {encoding}, but it is in UTF-8.")
    return made


def encoding_of(read: bytes) -> str:
    for mark, encoding in MARKS:
        if read.startswith(mark):
            return encoding
    declared = DECLARED.match(read[:500])
    return declared[1].decode() if declared else "utf-8"


def is_utf8(read: bytes) -> bool:
    try:
        check_utf8(read)
    except UnicodeDecodeError:
        return False
    return True


def check_utf8(read: bytes) -> None:
    decoder = codecs.getincrementaldecoder("utf-8")()
    for start in range(0, len(read), AT_A_TIME):
        decoder.decode(read[start : start + AT_A_TIME])
    decoder.decode(b"", final=True)


def check_xml(read: bytes) -> None:
    """Well-formed, and without the document type in which entity bombs live."""
    try:
        defusedxml.sax.parse(io.BytesIO(read), xml.sax.ContentHandler(), forbid_dtd=True)
    except DefusedXmlException:
        raise UnreadableFeed("The feed defines a document type or entities of its own, which can be a trap.") from None
    except xml.sax.SAXParseException as error:
        line, reason = error.getLineNumber(), error.getMessage()
        raise UnreadableFeed(f"This is not well-formed XML: {reason}, in line {line}.") from None

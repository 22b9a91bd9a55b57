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
DECLARATION = re.compile(r"\s*<\?xml\b[^>]*\?>")
PAGE = re.compile(r"\s*+(?>(?><!--.*?-->)\s*+)*+<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
HEAD = 10_000  # characters in which a page shows that it is one
ONE_BYTE = {"iso8859-1", "iso8859-15", "cp1252"}


def parse(read: bytes) -> Feed:
    """A feed with at least one item. Raises UnreadableFeed."""
    if not read.strip():
        raise UnreadableFeed("The feed is empty.")
    text = DECLARATION.sub("", decoded(read), count=1).strip()
    if PAGE.match(text[:HEAD]):
        raise UnreadableFeed("This is an HTML page, not a feed; the page may have a link to its feed.")
    plain = text.encode()
    del text, read  # a large feed is in memory once, not three times
    check_xml(plain)
    feed = taken_apart(plain)
    if not feed.version:
        raise UnreadableFeed("This is XML, but neither RSS nor Atom.")
    if not len(feed):
        raise UnreadableFeed("The feed holds no items.")
    return feed


def decoded(read: bytes) -> str:
    encoding = encoding_of(read)
    try:
        text = read.decode(encoding)
        text.encode()  # some encodings spell characters that do not exist
        name = codecs.lookup(encoding).name
    except LookupError:
        raise UnreadableFeed(f"The feed declares an encoding that does not exist: {encoding}.") from None
    except ValueError:
        raise UnreadableFeed(f"The feed declares the encoding {encoding}, but it is not in it.") from None
    if name in ONE_BYTE and not read.isascii() and is_utf8(read):
        raise UnreadableFeed(f"The feed declares the encoding {encoding}, but it is in UTF-8.")
    return text


def encoding_of(read: bytes) -> str:
    for mark, encoding in MARKS:
        if read.startswith(mark):
            return encoding
    declared = DECLARED.match(read[:500])
    return declared[1].decode() if declared else "utf-8"


def is_utf8(read: bytes) -> bool:
    try:
        read.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def check_xml(read: bytes) -> None:
    """Well-formed, and without the document type in which entity bombs live."""
    try:
        defusedxml.sax.parse(io.BytesIO(read), xml.sax.ContentHandler(), forbid_dtd=True)
    except DefusedXmlException:
        raise UnreadableFeed("The feed defines a document type or entities of its own, which can be a trap.") from None
    except xml.sax.SAXParseException as error:
        line, reason = error.getLineNumber(), error.getMessage()
        raise UnreadableFeed(f"This is not well-formed XML: {reason}, in line {line}.") from None

"""Whether a file that a region gives is a template that letters and slides can be made with."""

import re
from io import BytesIO
from zipfile import ZipFile

from defusedxml.ElementTree import fromstring
from docx import Document
from pptx import Presentation

from improvement_hub.core.files.kinds import DAMAGED
from peer_review.report.content import sample
from peer_review.report.letter import LETTER, PLACEHOLDER, STYLES, make_letter, paragraphs, place_of_letter
from peer_review.report.slides import layouts, make_slides

LARGEST = 2 * 1024 * 1024  # of the file; unpacked it may have twenty times that
TOO_LARGE = f"The template has more than {LARGEST // 1024 // 1024} MB. Make its pictures smaller."
MOST_PARTS = 2000
REFUSED = re.compile(r"vbaProject|activeX|oleObject|/embeddings/", re.I)
FETCHES = re.compile(r"INCLUDE(PICTURE|TEXT)|DDEAUTO", re.I)  # fields that bring in what lies elsewhere
KINDS = {"docx": (b"wordprocessingml.document.main+xml", "Word document"),
         "pptx": (b"presentationml.presentation.main+xml", "PowerPoint presentation")}  # fmt: skip


class BadTemplate(Exception):
    """Its text says to whoever uploads it what is wrong."""


def check_letter(file: bytes) -> None:
    """Raises BadTemplate, in a sentence, unless a letter can be made with it."""
    document = opened(file, "docx", Document)
    asked = {name for _, text in paragraphs(document) for name in PLACEHOLDER.findall(text)}
    known = {*sample().placeholders, LETTER}
    if unknown := sorted(asked - known):
        names = ", ".join("{{" + name + "}}" for name in sorted(known))
        raise BadTemplate("“{{" + unknown[0] + "}}” is not a placeholder. These are: " + names + ".")
    if place_of_letter(document) is None:
        raise BadTemplate("The template needs a paragraph that is only {{letter}}: the letter takes its place.")
    defined = {style.name for style in document.styles}
    for name in STYLES.values():
        if name not in defined:
            raise BadTemplate(f"The template has no style “{name}”. Use it once in Word, then save.")
    tried(make_letter, file)


def check_slides(file: bytes) -> None:
    """Raises BadTemplate, in a sentence, unless slides can be made with it."""
    deck = opened(file, "pptx", Presentation)
    opening, plain, _ = layouts(deck)
    if opening is None:
        raise BadTemplate("The template has no layout with a title and a subtitle, for the first slide.")
    if plain is None:
        raise BadTemplate("The template has no layout with a title and one text, for the other slides.")
    tried(make_slides, file)


def opened(file, ending, reader):
    if len(file) > LARGEST:
        raise BadTemplate(TOO_LARGE)
    marker, name = KINDS[ending]
    try:
        with ZipFile(BytesIO(file)) as package:
            check_parts(package, marker, name)
        return reader(BytesIO(file))
    except BadTemplate:
        raise
    except (*DAMAGED, KeyError, SyntaxError) as error:
        raise BadTemplate(f"This is not a {name} that can be read.") from error


def check_parts(package, marker, name):
    parts = package.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > 20 * LARGEST:
        raise BadTemplate("The template is too large once it is unpacked.")
    types = package.read("[Content_Types].xml")
    if b"macroEnabled" in types or any(REFUSED.search(part.filename) for part in parts):
        raise BadTemplate("The template has macros or embedded files. Save it without them.")
    if marker not in types:
        raise BadTemplate(f"This is not a {name}.")
    for part in parts:
        if part.filename.lower().endswith((".rels", ".xml")):
            check_links(fromstring(package.read(part)))


def check_links(root):
    """Nothing is fetched from elsewhere when the file is opened; a link that somebody follows is no harm."""
    elements = list(root.iter())
    outside = [e for e in elements if e.get("TargetMode", "").lower() == "external"]
    if any(not e.get("Type", "").endswith("/hyperlink") for e in outside) or FETCHES.search(fields(elements)):
        raise BadTemplate("The template fetches something from elsewhere. Put its pictures into the file.")


def fields(elements) -> str:
    """The codes of a part's fields, which may be spread over several elements."""
    simple = [value for e in elements for name, value in e.items() if name.endswith("}instr")]
    return "".join([*simple, *(e.text or "" for e in elements if e.tag.endswith("}instrText"))])


def tried(make, file):
    try:
        make(sample(), file)
    except Exception as error:
        raise BadTemplate("A sample could not be made with this template.") from error

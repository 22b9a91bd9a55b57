"""The letter as a Word file, in the styles of a template."""

import re
from copy import deepcopy
from io import BytesIO

from docx import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from peer_review.report.content import Content
from peer_review.report.slides import describe, saved

PLACEHOLDER = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
LETTER = "letter"
STYLES = {"heading": "Heading 1", "subheading": "Heading 2", "bullet": "List Bullet"}


def make_letter(content: Content, template: bytes) -> bytes:
    """The template with its placeholders filled and the letter in place of {{letter}}. Words of the letter are
    never read for placeholders."""
    document = Document(BytesIO(template))
    place = place_of_letter(document)
    fill(document, content.placeholders)
    write_letter(place, content)
    if content.mark:
        mark_pages(document, content.mark)
    describe(document.core_properties, content)
    return saved(document)


def parts_with_text(document):
    """The body, and every header and footer, as XML."""
    yield document.element.body
    for section in document.sections:
        for part in (section.header, section.footer, section.first_page_header, section.first_page_footer):
            if not part.is_linked_to_previous:
                yield part._element


def paragraphs(document):
    """Those in tables and text boxes too, as (XML, text)."""
    for part in parts_with_text(document):
        for element in part.iter(qn("w:p")):
            yield element, "".join(node.text or "" for node in element.iter(qn("w:t")))


def place_of_letter(document):
    """The paragraph that the letter takes the place of, or None."""
    of_body = (element for element in document.element.body.iterchildren(qn("w:p")))
    found = (element for element in of_body if is_letter("".join(n.text or "" for n in element.iter(qn("w:t")))))
    element = next(found, None)
    return None if element is None else Paragraph(element, document._body)


def is_letter(text) -> bool:
    asked = PLACEHOLDER.fullmatch(text.strip())
    return bool(asked) and asked[1] == LETTER


def fill(document, words: dict[str, str]):
    """Word parts a placeholder into several runs at will, so a paragraph's text is put together first."""
    for element, text in paragraphs(document):
        if PLACEHOLDER.search(text) and not is_letter(text):
            filled = PLACEHOLDER.sub(lambda asked: words.get(asked[1], asked[0]), text)
            first, *others = element.iter(qn("w:t"))
            first.text = filled
            first.set(qn("xml:space"), "preserve")
            for node in others:
                node.text = ""


def write_letter(place, content):
    for block in content.opening:
        write_block(place, block)
    for section in content.sections:
        place.insert_paragraph_before(section.heading, STYLES["heading"])
        for block in section.blocks:
            write_block(place, block)
        for heading, blocks in section.groups:
            place.insert_paragraph_before(heading, STYLES["subheading"])
            for block in blocks:
                write_block(place, block)
    place._element.getparent().remove(place._element)


def write_block(place, block):
    paragraph = place.insert_paragraph_before("", STYLES["bullet"] if block.kind == "bullet" else None)
    for run in block.runs:
        written = paragraph.add_run(run.text)
        written.bold, written.italic = run.bold or None, run.italic or None


def mark_pages(document, mark):
    """Above every page, unless the template says it there by itself."""
    for section in document.sections:
        headers = [section.header]
        if section.different_first_page_header_footer:
            headers.append(section.first_page_header)
        for header in headers:
            if all(mark not in paragraph.text for paragraph in header.paragraphs):
                add_mark(header, mark)


def add_mark(header, mark):
    last = header.paragraphs[-1]
    element = deepcopy(last._element)
    for child in list(element):
        if child.tag != qn("w:pPr"):
            element.remove(child)
    last._element.addnext(element)
    Paragraph(element, header).add_run(mark).bold = True

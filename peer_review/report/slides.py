"""Slides of the feedback, in the layouts of a template: real titles, real placeholders, notes, in reading order."""

from copy import deepcopy
from io import BytesIO

from pptx import Presentation
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_AUTO_SIZE
from pptx.util import Pt

from peer_review.report.content import Content, Question

TITLES = {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE}
BODIES = {PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.SUBTITLE}
FOOTERS = {PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER}
MOST = 480  # characters in a column of a slide; what is more goes on to the next one
NOTHING = "The team makes no finding here."
BEFORE = "See the slide before."


def make_slides(content: Content, template: bytes) -> bytes:
    deck = Presentation(BytesIO(template))
    drop_slides(deck)
    opening, plain, columns = layouts(deck)
    facts = [f"{label}: {words}" for label, words in content.facts]
    subtitle = [content.visit, content.region, content.mark]
    add(deck, opening, content.title, [[line for line in subtitle if line]], content)
    add(deck, plain, "Scope and team", [[line for line in (content.scope, *facts, *content.team) if line]], content)
    for question in content.questions:
        add_question(deck, plain, columns, question, content)
    add(deck, plain, "Next steps", [list(content.next_steps)], content)
    describe(deck.core_properties, content)
    return saved(deck)


def saved(document) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def describe(properties, content):
    properties.title, properties.language = content.title, "en-GB"
    properties.subject, properties.author = f"Peer review: {content.theme}", content.region
    properties.keywords, properties.comments = "", content.mark
    properties.last_modified_by = ""


def drop_slides(deck):
    """A template's own slides show how it looks; they are no part of the feedback."""
    listed = deck.slides._sldIdLst
    for slide in list(listed):
        deck.part.drop_rel(slide.rId)
        listed.remove(slide)


def layouts(deck):
    """The layouts for an opening, for text, and for two columns under headings (None where there is none)."""
    kinds = [(layout, [p.placeholder_format.type for p in layout.placeholders]) for layout in deck.slide_layouts]
    titled = [(layout, [kind for kind in found if kind in BODIES]) for layout, found in kinds if TITLES & set(found)]
    opening = next((layout for layout, found in titled if PP_PLACEHOLDER.SUBTITLE in found), None)
    plain = next((layout for layout, found in titled if len(found) == 1 and layout is not opening), None)
    columns = next((layout for layout, found in titled if len(found) == 4), None)
    return opening, plain, columns


def add_question(deck, plain, columns, question: Question, content):
    pages = paged(question)
    for number, (strengths, developments) in enumerate(pages, start=1):
        part = f" ({number} of {len(pages)})" if len(pages) > 1 else ""
        title = f"{question.number}. {question.text}{part}"
        nothing = [NOTHING] if number == 1 else [BEFORE]
        sides = [("Strengths", strengths or nothing), ("Areas to develop", developments or nothing)]
        if columns:
            texts = [text for heading, lines in sides for text in ([heading], lines)]
            add(deck, columns, title, texts, content)
        else:
            add(deck, plain, title, [[line for heading, lines in sides for line in (f"{heading}:", *lines)]], content)


def paged(question) -> list[tuple[list[str], list[str]]]:
    """(strengths, areas to develop) of each slide: as many as can be read on it, and never half a finding."""
    strengths, developments = portions(question.strengths), portions(question.developments)
    most = max(len(strengths), len(developments), 1)
    fill = [[]] * most
    return list(zip((strengths + fill)[:most], (developments + fill)[:most], strict=True))


def portions(lines) -> list[list[str]]:
    found: list[list[str]] = []
    for line in lines:
        if found and sum(map(len, found[-1])) + len(line) <= MOST:
            found[-1].append(line)
        else:
            found.append([line])
    return found


def add(deck, layout, title, texts, content):
    """A slide of that layout with its title, a text for each body in reading order, notes and footer."""
    slide = deck.slides.add_slide(layout)
    write(slide.shapes.title, [title], size=title_size(title))
    bodies = [shape for shape in slide.placeholders if shape.placeholder_format.type in BODIES]
    for shape, lines in zip(bodies, texts, strict=False):
        write(shape, lines, size=size_for(lines))
    for empty in bodies[len(texts) :]:
        empty.element.getparent().remove(empty.element)
    add_footers(slide, layout, content)
    slide.notes_slide.notes_text_frame.text = "\n".join([title, *(line for lines in texts for line in lines)])


def title_size(title) -> int | None:
    return None if len(title) <= 90 else 24 if len(title) <= 160 else 20


def size_for(lines) -> int | None:
    """Smaller than the template's own where one finding is long; else as the template has it."""
    return 14 if sum(map(len, lines)) > MOST else None


def write(shape, lines, size=None):
    frame = shape.text_frame
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = line
        run.font.language_id = MSO_LANGUAGE_ID.ENGLISH_UK
        if size:
            run.font.size = Pt(size)
    frame.auto_size = MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE


def add_footers(slide, layout, content):
    """The layout's footer and number, which a new slide does not take over by itself."""
    for shape in layout.placeholders:
        if shape.placeholder_format.type in FOOTERS:
            slide.shapes._spTree.append(deepcopy(shape.element))
    for shape in slide.placeholders:
        if shape.placeholder_format.type == PP_PLACEHOLDER.FOOTER:
            shape.text_frame.text = content.mark or content.title

"""Slides, letter and PDF, read back: what they say, how they are tagged, and what a template may not bring."""

import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pypdf import PdfReader

from peer_review.report import (
    BadTemplate,
    Content,
    Question,
    Section,
    blocks,
    check_letter,
    check_slides,
    letter_template,
    make_letter,
    make_pdf,
    make_slides,
    shown,
    slides_template,
)
from peer_review.report.checking import LARGEST
from peer_review.report.content import MARK, sample
from peer_review.report.slides import MOST
from tests.peer_review import scenes

NASTY = (
    "A <b> & {{title}} {% x %} #set text(red) $x$ `c` @ref // é\n\n- **one**\n- *two*\n\n1. first\n\n# none \\*no\\*"
)
AS_TEXT = "A <b> & {{title}} {% x %} #set text(red) $x$ `c` @ref // é"
LONG = "Families who need help get it quickly, and it holds. " * 6


@pytest.fixture(scope="module")
def content() -> Content:
    words = blocks(NASTY)
    groups = (("Strengths", words), ("Areas to develop", words))
    questions = (Question(1, "Is help timely?", (AS_TEXT,), ()), Question(2, "Shared?", (LONG,) * 3, ("x " * 490,)))
    return replace(
        sample(), opening=words, sections=(Section("Summary", words), Section("Q <1>", (), groups)), questions=questions
    )


@pytest.fixture(scope="module")
def deck(content):
    return Presentation(BytesIO(make_slides(content, slides_template())))


@pytest.fixture(scope="module")
def letter(content):
    return Document(BytesIO(make_letter(content, letter_template())))


@pytest.fixture(scope="module")
def pdf(content):
    return PdfReader(BytesIO(make_pdf(content)))


def test_marks_of_a_paragraph_become_lists_and_styles_and_everything_else_is_text():
    found = [(block.kind, block.text) for block in blocks(NASTY)]
    assert found == [
        ("paragraph", AS_TEXT), ("bullet", "one"), ("bullet", "two"), ("paragraph", "1. first"),
        ("paragraph", "# none *no*"),
    ]  # fmt: skip
    assert [(run.text, run.bold, run.italic) for block in blocks(NASTY)[1:3] for run in block.runs] == [
        ("one", True, False), ("two", False, True)
    ]  # fmt: skip
    assert [(is_list, len(points)) for is_list, points in shown(NASTY)] == [(False, 1), (True, 2), (False, 2)]
    assert blocks("a\x0bb\x00")[0].text == "ab"
    assert blocks("one\ntwo")[0].text == "one two"


def test_every_slide_has_a_title_of_its_own_real_placeholders_and_notes(deck):
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert titles == [
        "Peer review of Larkmere: front door", "Scope and team", "1. Is help timely?", "2. Shared? (1 of 3)",
        "2. Shared? (2 of 3)", "2. Shared? (3 of 3)", "Next steps",
    ]  # fmt: skip
    for slide in deck.slides:
        assert all(shape.is_placeholder for shape in slide.shapes)
        assert all(shape.text_frame.text for shape in slide.placeholders)
        assert slide.shapes[0].placeholder_format.type in (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
        assert slide.notes_slide.notes_text_frame.text.startswith(slide.shapes.title.text_frame.text)


def test_strengths_and_areas_stand_side_by_side_in_reading_order(deck):
    footers = (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
    one, two, *_ = list(deck.slides)[2:]
    texts = [s.text_frame.text for s in one.placeholders if s.placeholder_format.type not in footers]
    assert texts == ["1. Is help timely?", "Strengths", AS_TEXT, "Areas to develop", "The team makes no finding here."]
    assert "See the slide before." in [shape.text_frame.text for shape in list(deck.slides)[4].placeholders]
    assert len(two.placeholders[4].text_frame.text) > MOST


def test_slides_name_their_language_and_title_and_carry_the_mark(deck):
    assert (deck.core_properties.title, deck.core_properties.language) == (sample().title, "en-GB")
    for slide in deck.slides:
        assert MARK in [shape.text_frame.text for shape in slide.placeholders]
        assert set(re.findall(r'lang="([^"]+)"', slide._element.xml.split("</p:spTree>")[0])) >= {"en-GB"}


def test_the_letter_has_real_styles_and_its_words_as_they_are(letter):
    styled = [(paragraph.style.name, paragraph.text) for paragraph in letter.paragraphs]
    assert styled[0] == ("Title", "Peer review of Larkmere: front door")
    assert ("Normal", AS_TEXT) in styled
    assert [text for style, text in styled if style == "Heading 1"] == ["Summary", "Q <1>"]
    assert [text for style, text in styled if style == "Heading 2"] == ["Strengths", "Areas to develop"]
    assert [text for style, text in styled if style == "List Bullet"] == ["one", "two"] * 4
    header = letter.sections[0].header
    assert [paragraph.text for paragraph in header.paragraphs] == ["Region", MARK]
    assert (letter.core_properties.title, letter.core_properties.language) == (sample().title, "en-GB")
    assert 'w:val="en-GB"' in letter.styles.element.xml


def test_a_final_letter_carries_no_mark(content):
    final = Document(BytesIO(make_letter(replace(content, mark=""), letter_template())))
    assert [paragraph.text for paragraph in final.sections[0].header.paragraphs] == ["Region", ""]


def test_the_pdf_is_tagged_and_names_its_language_and_title(pdf):
    root = pdf.trailer["/Root"]
    assert (root["/MarkInfo"]["/Marked"], root["/Lang"], pdf.metadata.title) == (True, "en-GB", sample().title)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value
    assert b"pdfuaid" in root["/Metadata"].get_data()
    assert tags(root["/StructTreeRoot"]) >= {"/Title", "/H1", "/H2", "/P", "/L", "/LI", "/Strong", "/Em"}


def tags(element):
    kids = element.get("/K", [])
    found = {element["/S"]} if "/S" in element else set()
    for kid in kids if isinstance(kids, list) else [kids]:
        kid = kid.get_object()
        found |= tags(kid) if isinstance(kid, dict) else set()
    return found


def test_the_pdf_says_the_same_words_as_text(pdf):
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    for words in (AS_TEXT, "one", "1. first", "# none *no*", "Summary", "Areas to develop", MARK):
        assert words in text


def test_a_character_that_no_face_has_leaves_no_gap(content):
    said = replace(content, opening=blocks("Help\U0010fffd comes"), sections=())
    text = PdfReader(BytesIO(make_pdf(said))).pages[0].extract_text()
    assert "Help? comes" in text


def changed(file, change):
    """The package with its parts as `change` gives them back: (name, bytes) pairs."""
    made = BytesIO()
    with ZipFile(BytesIO(file)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name, part in change([(name, old.read(name)) for name in old.namelist()]):
            new.writestr(name, part)
    return made.getvalue()


def edited(part, before, after):
    assert before
    return lambda parts: [(n, b.replace(before, after) if n == part else b) for n, b in parts]


def many():
    return [(f"word/{number}", b"") for number in range(2001)]


def word(text, *, style="Normal"):
    document = Document()
    document.add_paragraph(text, style)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def test_the_hubs_own_templates_pass():
    check_letter(letter_template())
    check_slides(slides_template())


LINK = b'<Relationship Id="r99" Type="%s" Target="https://elsewhere.example/x" TargetMode="External"/></Relationships>'
PICTURE_FIELD = b"".join(
    b"<w:p><w:r>%s</w:r></w:p>" % part
    for part in (
        b"<w:instrText>INCLUDE</w:instrText>",
        b'<w:instrText>PICTURE "https://elsewhere.example/x.png"</w:instrText>',
    )
)
OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (b"no package", "not a Word document that can be read"),
        (slides_template(), "not a Word document"),
        (b"x" * (LARGEST + 1), "more than 2 MB"),
        (word("Dear {{hots}}"), "“{{hots}}” is not a placeholder"),
        (word("Dear {{host}}"), "a paragraph that is only {{letter}}"),
        (changed(letter_template(), lambda parts: [*parts, ("word/vbaProject.bin", b"")]), "macros or embedded"),
        (changed(letter_template(), lambda parts: [*parts, *many()]), "too large once"),
        (
            changed(
                letter_template(),
                edited("word/_rels/document.xml.rels", b"</Relationships>", LINK % (OFFICE + b"/image")),
            ),
            "fetches something from elsewhere",
        ),
        (
            changed(
                letter_template(),
                edited(
                    "word/_rels/document.xml.rels",
                    b"</Relationships>",
                    (LINK % (OFFICE + b"/image")).replace(b'"', b"'"),
                ),
            ),
            "fetches something from elsewhere",
        ),
        (
            changed(letter_template(), edited("word/document.xml", b"<w:body>", b"<w:body>" + PICTURE_FIELD)),
            "fetches something from elsewhere",
        ),
        (scenes.corrupted(letter_template()), "not a Word document that can be read"),
        (changed(letter_template(), edited("word/styles.xml", b'"heading 2"', b'"other"')), "no style “Heading 2”"),
    ],
)
def test_a_letter_template_that_cannot_be_used_says_why(file, sentence):
    with pytest.raises(BadTemplate, match=re.escape(sentence)):
        check_letter(file)


def test_a_link_that_somebody_follows_is_no_harm():
    link = LINK % (OFFICE + b"/hyperlink")
    check_letter(changed(letter_template(), edited("word/_rels/document.xml.rels", b"</Relationships>", link)))


def without(kind):
    """The hub's slides whose placeholders of a kind are only pictures."""
    return changed(
        slides_template(),
        lambda parts: [
            (name, part.replace(kind, b'type="pic"') if name.startswith("ppt/slideLayouts/") else part)
            for name, part in parts
        ],
    )


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (letter_template(), "not a PowerPoint presentation"),
        (without(b'type="subTitle"'), "no layout with a title and a subtitle"),
        (without(b'type="title"'), "no layout with a title and one text"),
    ],
)
def test_a_slide_template_that_cannot_be_used_says_why(file, sentence):
    with pytest.raises(BadTemplate, match=sentence):
        check_slides(file)


def test_a_template_without_two_columns_says_strengths_and_areas_one_after_the_other(content):
    deck = Presentation(BytesIO(slides_template()))
    for layout in list(deck.slide_layouts):
        if layout.name == "Comparison":
            deck.slide_layouts.remove(layout)
    deck.slides.add_slide(deck.slide_layouts[0])
    made = BytesIO()
    deck.save(made)
    slides = Presentation(BytesIO(make_slides(content, made.getvalue()))).slides
    assert slides[2].placeholders[1].text_frame.text.split("\n")[:2] == ["Strengths:", AS_TEXT]


def test_a_placeholder_that_word_parted_is_filled_and_the_mark_is_added_where_the_template_has_none():
    document = Document()
    parted = document.add_paragraph("For {{ho")
    parted.add_run("st}}, ").bold = True
    parted.add_run("{{ visit }}")
    document.add_table(1, 1).cell(0, 0).text = "{{theme}}"
    document.add_paragraph("{{ letter }}")
    document.sections[0].different_first_page_header_footer = True
    made = BytesIO()
    document.save(made)
    letter = Document(BytesIO(make_letter(sample(), made.getvalue())))
    assert letter.paragraphs[0].text == "For Larkmere, 4 to 5 March 2026"
    assert letter.tables[0].cell(0, 0).text == "Early help"
    assert letter.sections[0].first_page_header.paragraphs[-1].text == MARK

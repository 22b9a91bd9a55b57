"""Templates for regions that have none of their own, made here and nowhere copied."""

from functools import cache

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, RGBColor
from docx.shared import Pt as Points
from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.util import Emu, Inches, Pt

from peer_review.report.content import COLOUR
from peer_review.report.slides import saved

FACE = "Arial"
GREEN = COLOUR.removeprefix("#").upper()
WIDE, HIGH = Inches(13.333), Inches(7.5)
COLOURS = {"dk2": GREEN, "accent1": GREEN, "accent2": "1A65A6", "hlink": "1A65A6"}
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@cache
def slides_template() -> bytes:
    """Sixteen to nine, in our face and colour, with the usual layouts."""
    deck = Presentation()
    factor = WIDE / deck.slide_width
    deck.slide_width, deck.slide_height = Emu(WIDE), Emu(HIGH)
    for sheet in (deck.slide_master, *deck.slide_layouts):
        for shape in sheet.placeholders:
            widen(shape, factor)
    title, subtitle = list(deck.slide_layouts[0].placeholders)[:2]
    subtitle.left, subtitle.width = title.left, title.width
    colour(deck.slide_master)
    for sheet in (deck.slide_master, *deck.slide_layouts):
        for pale in list(sheet.element.iter(f"{DRAWING}tint")):
            pale.getparent().remove(pale)
    for words in deck.slide_layouts[0].element.iter(f"{DRAWING}lvl1pPr"):
        words.set("algn", "l")
    set_titles(deck.slide_master.element.find(".//{*}titleStyle"))
    for size in deck.slide_master.element.find(".//{*}bodyStyle").iter(f"{DRAWING}defRPr"):
        size.set("sz", str(Pt(20).centipoints))
    return saved(deck)


def set_titles(style):
    """On the left, in the second dark colour of the theme."""
    for paragraph in style.iter(f"{DRAWING}lvl1pPr"):
        paragraph.set("algn", "l")
    for words in style.iter(f"{DRAWING}defRPr"):
        words.set("sz", str(Pt(30).centipoints))
        for scheme in words.iter(f"{DRAWING}schemeClr"):
            scheme.set("val", "tx2")


def widen(shape, factor):
    """Its own place, where it has one and does not take that of the master."""
    if shape.element.spPr.xfrm is not None:
        shape.left, shape.width = Emu(int(shape.left * factor)), Emu(int(shape.width * factor))


def colour(master):
    """The theme is a part of its own, which python-pptx leaves as it is."""
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = etree.fromstring(part.blob)
    for name, value in COLOURS.items():
        slot = theme.find(f".//{DRAWING}clrScheme/{DRAWING}{name}")
        for child in list(slot):
            slot.remove(child)
        etree.SubElement(slot, f"{DRAWING}srgbClr", val=value)
    for face in theme.iterfind(f".//{DRAWING}fontScheme//{DRAWING}latin"):
        face.set("typeface", FACE)
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


@cache
def letter_template() -> bytes:
    """A4, in our face, with the region above and the page's number below."""
    document = Document()
    set_language(document)
    set_page(document.sections[0])
    for name, size in (("Normal", 11), ("Title", 22), ("Heading 1", 15), ("Heading 2", 12), ("Header", 9)):
        set_style(document.styles[name], size, coloured=name not in ("Normal", "Header"))
    document.sections[0].header.paragraphs[0].text = "{{region}}"
    document.sections[0].header.add_paragraph("{{mark}}", "Header")
    number_pages(document.sections[0].footer.paragraphs[0])
    document.add_paragraph("{{title}}", "Title")
    for words in ("{{date}}", "Host: {{host}}", "Theme: {{theme}}", "Visit: {{visit}}", "{{letter}}"):
        document.add_paragraph(words)
    return saved(document)


def set_page(section):
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin, section.bottom_margin = Mm(28), Mm(25)


def set_style(style, size, *, coloured):
    style.font.name, style.font.size = FACE, Points(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{kind}"), None)
    fonts.set(qn("w:hAnsi"), FACE)
    if coloured:
        style.font.color.rgb = RGBColor.from_string(GREEN)
    border = style.element.find(f".//{qn('w:pBdr')}")
    if border is not None:
        border.getparent().remove(border)


def set_language(document):
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")


def number_pages(paragraph):
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    paragraph.add_run("Page ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._element.append(field)

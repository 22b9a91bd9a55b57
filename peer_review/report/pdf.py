"""The letter as a tagged PDF (PDF/UA-1). Words go in as data, so that none of them is read as a mark."""

import json
import re
from dataclasses import asdict
from functools import cache
from pathlib import Path

import typst

from peer_review.report.content import Content

LETTER = Path(__file__).with_name("letter.typ")
NOT_IN_A_FACE = re.compile(r'the text `"(.+?)"` could not be displayed')
NOT_LATIN = re.compile("[^\u0000-\u024f\u2010-\u2027\u2030-\u205e\u20ac]")


@cache
def faces(*, system: bool):
    """The compiler's own, so that a letter looks the same on every machine; the system's for other scripts."""
    return typst.Fonts(include_system_fonts=system)


def make_pdf(content: Content) -> bytes:
    """A character that no face has stands as a question mark: an accessible PDF may not have gaps."""
    said = json.dumps(asdict(content))
    for system in (False, True):
        try:
            return compiled(said, faces(system=system))
        except typst.TypstError as error:
            if not NOT_IN_A_FACE.search(str(error)):
                raise
    return compiled(json.dumps(asdict(content), ensure_ascii=False), faces(system=True), only_latin=True)


def compiled(said: str, fonts, *, only_latin=False) -> bytes:
    return typst.compile(
        LETTER.read_bytes(),
        font_paths=fonts,
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={"content": NOT_LATIN.sub("?", said) if only_latin else said},
    )

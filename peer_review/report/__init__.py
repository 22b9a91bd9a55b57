"""A report as files: slides, letter and PDF made from words alone. Nothing here knows a row or an actor."""

from peer_review.report.checking import BadTemplate, check_letter, check_slides
from peer_review.report.content import Content, Question, Section
from peer_review.report.defaults import letter_template, slides_template
from peer_review.report.kinds import Kind
from peer_review.report.letter import make_letter
from peer_review.report.markup import Block, Run, blocks, shown
from peer_review.report.pdf import make_pdf
from peer_review.report.slides import make_slides

__all__ = [
    "BadTemplate",
    "Block",
    "Content",
    "Kind",
    "Question",
    "Run",
    "Section",
    "blocks",
    "check_letter",
    "check_slides",
    "letter_template",
    "make_letter",
    "make_pdf",
    "make_slides",
    "shown",
    "slides_template",
]

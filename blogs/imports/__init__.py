"""Posts from feeds: RSS and Atom, from a file or over HTTP. Case studies from spreadsheets."""

from blogs.imports.case_studies import import_case_studies
from blogs.imports.columns import COLUMNS, TOLD, cells_of_post
from blogs.imports.importer import import_feed
from blogs.imports.report import Outcome, UnreadableFeed
from blogs.imports.sheets import MOST_ROWS, UnreadableFile, text_of

__all__ = [
    "COLUMNS",
    "MOST_ROWS",
    "TOLD",
    "Outcome",
    "UnreadableFeed",
    "UnreadableFile",
    "cells_of_post",
    "import_case_studies",
    "import_feed",
    "text_of",
]

"""Posts from feeds: RSS and Atom, from a file or over HTTP. Case studies from spreadsheets."""

from blogs.imports.case_studies import import_case_studies
from blogs.imports.columns import COLUMNS, SHEET, TOLD, cells_of_post
from blogs.imports.importer import import_feed
from blogs.imports.report import Outcome, UnreadableFeed

__all__ = [
    "COLUMNS",
    "SHEET",
    "TOLD",
    "Outcome",
    "UnreadableFeed",
    "cells_of_post",
    "import_case_studies",
    "import_feed",
]

"""Posts from feeds: RSS and Atom, from a file or over HTTP."""

from blogs.imports.importer import import_feed
from blogs.imports.report import Outcome, UnreadableFeed

__all__ = ["Outcome", "UnreadableFeed", "import_feed"]

"""Files about reviews into the hub: the methods it starts with, and earlier reviews of a council."""

from peer_review.imports.cells import COLUMNS, MOST_ROWS, UnreadableFile, text_of
from peer_review.imports.methods import is_here, load_methods
from peer_review.imports.past import import_past_reviews

__all__ = ["COLUMNS", "MOST_ROWS", "UnreadableFile", "import_past_reviews", "is_here", "load_methods", "text_of"]

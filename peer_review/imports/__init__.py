"""Files about reviews into the hub: the methods it starts with, and earlier reviews of a council."""

from peer_review.imports.cells import COLUMNS, SHEET
from peer_review.imports.methods import is_here, load_methods
from peer_review.imports.past import import_past_reviews

__all__ = ["COLUMNS", "SHEET", "import_past_reviews", "is_here", "load_methods"]

"""An invented library for the bench: the same posts every time, with words as common and as rare as in real ones."""

from blogs.library.load import library_changed, make_library, remove_library

__all__ = ["library_changed", "make_library", "remove_library"]

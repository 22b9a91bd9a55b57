"""Files as answers of the API, as its schema says them."""

from drf_spectacular.types import OpenApiTypes

ANY = "application/octet-stream"


def file_answers(content_types) -> dict:
    """Answers that are files of these kinds, and bytes: the one word for a file that all makers of clients know."""
    return {(200, kind): OpenApiTypes.BINARY for kind in (ANY, *sorted(set(content_types)))}

"""A stored file as an answer: always to be saved, never to be shown or run by the browser."""

from django.http import FileResponse
from django.utils.cache import get_conditional_response

from improvement_hub.core.errors import DomainError

NOTHING_RUNS = "default-src 'none'; frame-ancestors 'none'; sandbox"


def as_attachment(request, path, *, name: str, content_type: str, sha256: str):
    """The file under the name it was sent with; 304 for who has it already."""
    tag = f'"{sha256}"'
    known = get_conditional_response(request, etag=tag)
    if known:
        return known
    try:
        file = path.open("rb")
    except FileNotFoundError as error:
        raise DomainError("The hub cannot find this file on its disk. Tell those who run the hub.") from error
    headers = {
        "ETag": tag,
        "Cache-Control": "private, no-cache",
        "Content-Security-Policy": NOTHING_RUNS,
        "X-Content-Type-Options": "nosniff",
    }
    return FileResponse(file, as_attachment=True, filename=name, content_type=content_type, headers=headers)

"""A stored file as an answer: to be saved, never to be shown or run by the browser. Pictures that the hub drew itself
are shown."""

from django.http import StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header

from improvement_hub.core.errors import DomainError

NOTHING_RUNS = "default-src 'none'; frame-ancestors 'none'; sandbox"
CHUNK = 2**18


def as_attachment(request, path, *, name: str, content_type: str, sha256: str):
    """The file under the name it was sent with; 304 for who has it already."""
    disposition = content_disposition_header(True, name) or "attachment"
    return as_file(request, path, content_type=content_type, tag=sha256, disposition=disposition)


def as_picture(request, path, *, content_type: str):
    """One that `pictures` wrote, to stand in a page."""
    return as_file(request, path, content_type=content_type, tag=path.name, disposition="inline")


def as_file(request, path, *, content_type, tag, disposition):
    known = get_conditional_response(request, etag=f'"{tag}"')
    if known:
        return known
    try:
        size = path.stat().st_size
    except FileNotFoundError as error:
        raise DomainError("The hub cannot find this file on its disk. Tell those who run the hub.") from error
    headers = {
        "ETag": f'"{tag}"',
        "Content-Length": str(size),
        "Content-Disposition": disposition,
        "Cache-Control": "private, no-cache",
        "Content-Security-Policy": NOTHING_RUNS,
        "X-Content-Type-Options": "nosniff",
    }
    return StreamingHttpResponse(chunks(path), content_type=content_type, headers=headers)


def chunks(path):
    """Opened when the first piece is sent, and closed however the sending ends."""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk

"""Answers of the API travel as gzip where that is asked for.

BREACH needs a secret and the attacker's words in one compressed answer, and someone who can be made to send the
request. A key or a token is sent by no browser of its own accord; a session's cookie is, so answers to one are left
as they are. Beside that, Django pads what it compresses with a random number of bytes.
"""

import re

from django.conf import settings
from django.middleware.gzip import GZipMiddleware

SMALLEST = 1024
OF_LETTERS = re.compile(r"text/|application/([\w.-]+\+)?(json|xml|x-ndjson|yaml)|application/vnd\.oai\.openapi")


class CompressApi(GZipMiddleware):
    """An ETag becomes a weak one with it, as the bytes are others; `If-Match` takes either form."""

    def process_response(self, request, response):
        return super().process_response(request, response) if is_worth_it(request, response) else response


def is_worth_it(request, response) -> bool:
    if not request.path_info.startswith("/api/") or settings.SESSION_COOKIE_NAME in request.COOKIES:
        return False
    if not OF_LETTERS.match(response.headers.get("Content-Type", "")):
        return False
    return response.streaming or len(response.content) >= SMALLEST

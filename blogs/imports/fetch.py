"""The bytes of a feed: from a file, or from the open internet and nowhere else, for every hop of a redirect."""

import re
import time
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    Request,
)

from blogs import records
from blogs.imports.report import UnreadableFeed
from improvement_hub.core import outside
from improvement_hub.core.outside import in_words

MOST_BYTES = 60 * 1024 * 1024
MOST_WITH_IMAGES = 150 * 1024 * 1024  # of a hub's own export, which holds the images of its posts
HEAD = 10_000  # bytes in which an export shows that it is one
SILENCE = 20  # seconds a server may say nothing
PATIENCE = 120  # seconds for all of it
CHUNK = 64 * 1024
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
TOO_LARGE = f"The feed is larger than {MOST_BYTES // 1024 // 1024} MB."
TOO_MANY_IMAGES = (
    f"The export is larger than {MOST_WITH_IMAGES // 1024 // 1024} MB. Take the posts out in parts, such as by year."
)


def read_feed(place: str) -> bytes:
    """Raises UnreadableFeed."""
    return fetch(place) if SCHEME.match(place) else read_file(place)


def read_file(path: str) -> bytes:
    try:
        with open(path, "rb") as opened:
            return within_limit(opened.read(MOST_WITH_IMAGES + 1))
    except OSError as trouble:
        raise UnreadableFeed(f"{path} cannot be read: {trouble.strerror}.") from trouble


def within_limit(read: bytes) -> bytes:
    is_hubs = records.NAMESPACE.encode() in read[:HEAD]
    if len(read) > (MOST_WITH_IMAGES if is_hubs else MOST_BYTES):
        raise UnreadableFeed(TOO_MANY_IMAGES if is_hubs else TOO_LARGE)
    return read


def fetch(address: str, *, may_reach=None) -> bytes:
    """What a server sends; `may_reach` decides which IP addresses may be connected to, public ones unless told."""
    check_address(address)
    request = Request(address, headers={"User-Agent": "Improvement-Hub", "Accept": "application/xml, */*;q=0.5"})  # noqa: S310
    try:
        with opener(may_reach or outside.is_public).open(request, timeout=SILENCE) as answer:
            return read_patiently(answer)
    except outside.NotOutside as trouble:
        raise UnreadableFeed(f"{trouble}, and the hub reads feeds only from there.") from trouble
    except HTTPError as trouble:
        trouble.close()
        raise UnreadableFeed(f"{address} answers {trouble.code} {in_words(trouble.reason)}.") from trouble
    except URLError as trouble:
        raise UnreadableFeed(f"{address} cannot be reached: {in_words(trouble.reason)}.") from trouble
    except (OSError, HTTPException, ValueError) as trouble:
        raise UnreadableFeed(f"{address} cannot be read: {in_words(trouble)}.") from trouble


def check_address(address: str) -> None:
    try:
        outside.parts_of(address)
    except outside.NotOfTheWeb as trouble:
        raise UnreadableFeed("Feeds are read from http and https addresses only.") from trouble
    except outside.NotAnAddress as trouble:
        raise UnreadableFeed(str(trouble)) from trouble


def read_patiently(answer) -> bytes:
    give_up, read = time.monotonic() + PATIENCE, bytearray()
    while chunk := answer.read1(CHUNK):
        read += chunk
        within_limit(read)
        if time.monotonic() > give_up:
            raise UnreadableFeed(f"The feed did not arrive within {PATIENCE} seconds.")
    return bytes(read)


def opener(may_reach) -> OpenerDirector:
    """Only HTTP and HTTPS, no proxies, no files; every connection to where `may_reach` says."""
    by_scheme = outside.connections(may_reach)

    class PlainHandler(HTTPHandler):
        def http_open(self, request):
            return self.do_open(by_scheme["http"], request)

    class SecureHandler(HTTPSHandler):
        def https_open(self, request):
            return self.do_open(by_scheme["https"], request)

    made = OpenerDirector()
    for handler in (PlainHandler, SecureHandler, Redirects, HTTPErrorProcessor, HTTPDefaultErrorHandler):
        made.add_handler(handler())
    return made


class Redirects(HTTPRedirectHandler):
    max_redirections = 5

    def redirect_request(self, request, answer, code, message, headers, address):
        try:
            check_address(address)
        except UnreadableFeed:
            answer.close()
            raise
        return super().redirect_request(request, answer, code, message, headers, address)

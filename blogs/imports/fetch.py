"""The bytes of a feed: from a file, or from the open internet and nowhere else.

An address is resolved once, refused if it leads anywhere private, and that very address is connected to, for
every hop of a redirect; so neither a name nor a redirect can lead into the network this hub stands in.
"""

import ipaddress
import re
import socket
import ssl
import time
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
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

MOST_BYTES = 60 * 1024 * 1024
MOST_WITH_IMAGES = 150 * 1024 * 1024  # of a hub's own export, which holds the images of its posts
HEAD = 10_000  # bytes in which an export shows that it is one
SILENCE = 20  # seconds a server may say nothing
PATIENCE = 120  # seconds for all of it
CHUNK = 64 * 1024
NAT64 = ipaddress.ip_network("64:ff9b::/96")
OPEN = ipaddress.ip_network("2000::/3")  # all of IPv6 that is given out
EXAMPLES = ipaddress.ip_network("3fff::/20")  # in books
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
        with opener(may_reach or is_public).open(request, timeout=SILENCE) as answer:
            return read_patiently(answer)
    except HTTPError as trouble:
        trouble.close()
        raise UnreadableFeed(f"{address} answers {trouble.code} {in_words(trouble.reason)}.") from trouble
    except URLError as trouble:
        raise UnreadableFeed(f"{address} cannot be reached: {in_words(trouble.reason)}.") from trouble
    except (OSError, HTTPException, ValueError) as trouble:
        raise UnreadableFeed(f"{address} cannot be read: {in_words(trouble)}.") from trouble


def check_address(address: str) -> None:
    try:
        parts = urlsplit(address)
        usable = parts.hostname and parts.port != 0
    except ValueError:
        raise UnreadableFeed(f"{address} is not an address.") from None
    if parts.scheme.lower() not in ("http", "https"):
        raise UnreadableFeed("Feeds are read from http and https addresses only.")
    if not usable or parts.username is not None or not address.isascii() or re.search(r"[\s\x00-\x1f]", address):
        raise UnreadableFeed(f"{address} is not an address that the hub reads.")


def in_words(trouble) -> str:
    """On one line, without a full stop."""
    said = str(getattr(trouble, "strerror", None) or trouble) or type(trouble).__name__
    return " ".join(said.split()).rstrip(".")


def read_patiently(answer) -> bytes:
    give_up, read = time.monotonic() + PATIENCE, bytearray()
    while chunk := answer.read1(CHUNK):
        read += chunk
        within_limit(read)
        if time.monotonic() > give_up:
            raise UnreadableFeed(f"The feed did not arrive within {PATIENCE} seconds.")
    return bytes(read)


def is_public(address) -> bool:
    """Whether an IP address, and one wrapped in it, is of the open internet."""
    wrapped = [address]
    if address.version == 6:
        if address in EXAMPLES or not (address in OPEN or address in NAT64 or address.ipv4_mapped):
            return False
        wrapped += [inner for inner in (address.ipv4_mapped, address.sixtofour, *(address.teredo or ())) if inner]
        if address in NAT64:
            wrapped.append(ipaddress.ip_address(int(address) & 0xFFFFFFFF))
    return all(one.is_global and not one.is_multicast for one in wrapped)


def connect(host, port, timeout, may_reach):
    """A socket to the first address of the host that answers; refused if any of them may not be reached."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    if not all(may_reach(ipaddress.ip_address(row[4][0].partition("%")[0])) for row in found):
        raise UnreadableFeed(f"{host} is not on the open internet, and the hub reads feeds only from there.")
    for row in found[:-1]:
        try:
            return socket.create_connection(row[4][:2], timeout)
        except OSError:
            continue
    return socket.create_connection(found[-1][4][:2], timeout)


def opener(may_reach) -> OpenerDirector:
    """Only HTTP and HTTPS, no proxies, no files; every connection through `connect`."""
    tls = ssl.create_default_context()

    class Plain(HTTPConnection):
        def connect(self):
            self.sock = connect(self.host, self.port, self.timeout, may_reach)

    class Secure(HTTPSConnection):
        def connect(self):
            plain = connect(self.host, self.port, self.timeout, may_reach)
            self.sock = tls.wrap_socket(plain, server_hostname=self.host)

    class PlainHandler(HTTPHandler):
        def http_open(self, request):
            return self.do_open(Plain, request)

    class SecureHandler(HTTPSHandler):
        def https_open(self, request):
            return self.do_open(Secure, request)

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

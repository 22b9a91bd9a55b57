"""Connections to the open internet and nowhere else.

An address is resolved once, refused if it leads anywhere private, and that very address is connected to; so neither
a name nor what it is changed to a moment later can lead into the network this hub stands in.
"""

import ipaddress
import re
import socket
import ssl
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import SplitResult, urlsplit

PORTS = {"http": 80, "https": 443}
NAT64 = ipaddress.ip_network("64:ff9b::/96")
OPEN = ipaddress.ip_network("2000::/3")  # all of IPv6 that is given out
EXAMPLES = ipaddress.ip_network("3fff::/20")  # in books


class NotOutside(Exception):
    """The host is, or may be, in the hub's own network."""

    def __init__(self, host):
        super().__init__(f"{host} is not on the open internet")


class NotAnAddress(ValueError):
    """What is said is no address, or none that the hub goes to: it has no host, or says who one is."""


class NotOfTheWeb(NotAnAddress):
    """An address of another kind than http and https."""


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


def parts_of(address: str) -> SplitResult:
    """Raises NotAnAddress."""
    try:
        parts = urlsplit(address)
        usable = parts.hostname and parts.port != 0
    except ValueError:
        raise NotAnAddress(f"{address} is not an address.") from None
    if parts.scheme not in PORTS:
        raise NotOfTheWeb(f"{address} is not an address of the web.")
    if not usable or parts.username is not None or not address.isascii() or re.search(r"[\s\x00-\x1f]", address):
        raise NotAnAddress(f"{address} is not an address that the hub reads.")
    return parts


def found(host, port, may_reach) -> list:
    """Where a host is; NotOutside if any of it may not be reached."""
    rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    if not all(may_reach(ipaddress.ip_address(row[4][0].partition("%")[0])) for row in rows):
        raise NotOutside(host)
    return [row[4][:2] for row in rows]


def connect(host, port, timeout, may_reach):
    """A socket to the first address of the host that answers."""
    places = found(host, port, may_reach)
    for place in places[:-1]:
        try:
            return socket.create_connection(place, timeout)
        except OSError:
            continue
    return socket.create_connection(places[-1], timeout)


def connections(may_reach) -> dict:
    """By scheme, a class of connections that go through `connect`."""
    tls = ssl.create_default_context()

    class Plain(HTTPConnection):
        def connect(self):
            self.sock = connect(self.host, self.port, self.timeout, may_reach)

    class Secure(HTTPSConnection):
        def connect(self):
            plain = connect(self.host, self.port, self.timeout, may_reach)
            self.sock = tls.wrap_socket(plain, server_hostname=self.host, do_handshake_on_connect=False)
            self.sock.do_handshake()  # there to be hung up on already

    return {"http": Plain, "https": Secure}


@dataclass(frozen=True)
class Answer:
    """What came of a request: a status, or why there was none."""

    milliseconds: int
    status: int | None = None
    trouble: str = ""


def post(address: str, *, body: bytes, headers: dict, may_reach=is_public, silence=10, patience=15) -> Answer:
    """Send, and hear the status alone: redirects are not followed, and what else is answered is not read.

    silence: seconds a server may say nothing; patience: seconds for all of it, however slowly it speaks.
    """
    began = time.monotonic()
    taken = partial(took, began)
    try:
        status = sent(parts_of(address), body, headers, may_reach, silence, patience)
    except (OSError, HTTPException, ValueError, NotOutside) as trouble:
        return Answer(taken(), trouble=in_words(trouble) if taken() < patience * 1000 else "took too long")
    return Answer(taken(), status=status)


def took(began) -> int:
    return int((time.monotonic() - began) * 1000)


def sent(parts, body, headers, may_reach, silence, patience) -> int:
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    port = parts.port or PORTS[parts.scheme]
    link = connections(may_reach)[parts.scheme](parts.hostname, port, timeout=silence)
    end = threading.Timer(patience, partial(hang_up, link))
    end.start()
    try:
        link.request("POST", path, body, {**headers, "User-Agent": "Improvement-Hub"})
        return link.getresponse().status
    finally:
        end.cancel()
        link.close()


def hang_up(link):
    """Whoever waits for it is told that it broke off."""
    with suppress(OSError, AttributeError):  # it may have none yet, or no longer
        link.sock.shutdown(socket.SHUT_RDWR)


def in_words(trouble) -> str:
    """On one line, without a full stop."""
    said = str(getattr(trouble, "strerror", None) or trouble) or type(trouble).__name__
    return " ".join(said.split()).rstrip(".")

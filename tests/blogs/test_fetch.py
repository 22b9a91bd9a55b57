"""Feeds over HTTP: from the open internet and nowhere else. The servers here stand on the loopback."""

import ipaddress
import socket
import threading
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from blogs.imports import fetch
from blogs.imports.fetch import read_feed
from blogs.imports.report import UnreadableFeed
from improvement_hub.core import outside
from improvement_hub.core.outside import is_public


class Answers(BaseHTTPRequestHandler):
    """/feed answers, /to?X redirects to X, /big is endless, anything else is 404."""

    def do_GET(self):
        kind, _, rest = self.path.partition("?")
        if kind == "/to":
            self.say(302, b"", Location=rest)
        elif kind == "/big":
            self.say(200, b"x" * 300_000)
        else:
            self.say(200 if kind == "/feed" else 404, b"a feed")

    def say(self, status, body, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        return None


@pytest.fixture
def server():
    """The address of a server on the loopback."""
    made = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=made.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()
    thread.join()
    made.server_close()


@pytest.fixture
def loopback():
    """`fetch` as it is, but for letting the loopback be reached."""
    return partial(fetch.fetch, may_reach=lambda address: address.is_loopback)


def reason(call, *args):
    with pytest.raises(UnreadableFeed) as refused:
        call(*args)
    return str(refused.value)


def test_a_feed_is_read_and_redirects_are_followed(server, loopback):
    assert loopback(f"{server}/feed") == b"a feed"
    assert loopback(f"{server}/to?/to?{server}/feed") == b"a feed"


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "0.0.0.1", "100.64.0.1", "224.0.0.1",
     "::1", "fe80::1", "fd00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1", "::",
     "fec0::1", "64:ff9b:1::a00:1", "::10.0.0.1", "::ffff:0:10.0.0.1", "3fff::1", "5f00::1"],
)  # fmt: skip
def test_an_address_that_is_private_is_not_public(address):
    assert is_public(ipaddress.ip_address(address)) is False


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8"])
def test_an_address_of_the_open_internet_is_public(address):
    assert is_public(ipaddress.ip_address(address)) is True


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0x7f000001", "2130706433", "127.1"])
def test_the_hubs_own_network_is_not_reached_by_any_spelling(host):
    assert reason(read_feed, f"http://{host}:9/feed") == (
        f"{host} is not on the open internet, and the hub reads feeds only from there."
    )


def test_over_https_neither():
    assert reason(read_feed, "https://127.0.0.1:9/") == (
        "127.0.0.1 is not on the open internet, and the hub reads feeds only from there."
    )


def test_a_name_with_one_private_address_is_not_reached(monkeypatch):
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: found)
    assert reason(read_feed, "http://two.example.org/") == (
        "two.example.org is not on the open internet, and the hub reads feeds only from there."
    )


def test_every_hop_is_checked(server):
    assert reason(partial(fetch.fetch, may_reach=lambda address: str(address) == "127.0.0.1"),
                  f"{server}/to?http://[::1]:9/") == (
        "::1 is not on the open internet, and the hub reads feeds only from there."
    )  # fmt: skip


def test_a_redirect_to_another_scheme_is_refused(server, loopback):
    assert reason(loopback, f"{server}/to?ftp://example.org/") == "Feeds are read from http and https addresses only."


@pytest.mark.parametrize("target", ["file:///etc/passwd", "gopher://example.org/", "data:text/xml,x"])
def test_a_redirect_away_from_the_web_is_refused(server, loopback, target):
    assert reason(loopback, f"{server}/to?{target}") == (
        f"{server}/to?{target} answers 302 Found - Redirection to url '{target}' is not allowed."
    )


def test_redirects_without_end_are_refused(server, loopback):
    said = reason(loopback, f"{server}/to?/to?/to?/to?/to?/to?/to?/feed")
    assert said.startswith(f"{server}/to?")
    assert said.count("answers 302 The HTTP server returned a redirect error that would lead to an infinite loop") == 1


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://example.org/feed", "data:text/xml,<rss/>"])
def test_other_schemes_are_refused(address):
    assert reason(read_feed, address) == "Feeds are read from http and https addresses only."


@pytest.mark.parametrize("address", ["http://", "http://user:secret@example.org/", "http://example.org/a b",
                                     "http://exämple.org/", "http://example.org:0/"])  # fmt: skip
def test_addresses_that_are_not_are_refused(address):
    assert reason(read_feed, address).endswith("is not an address that the hub reads.")


@pytest.mark.parametrize("address", ["http://[::1/", "http://example.org:port/", "http://example.org:99999/"])
def test_addresses_without_sense_are_refused(address):
    assert reason(read_feed, address) == f"{address} is not an address."


def test_a_feed_that_is_too_large_is_not_read_to_its_end(server, loopback, monkeypatch):
    monkeypatch.setattr(fetch, "MOST_BYTES", 100_000)
    assert reason(loopback, f"{server}/big") == "The feed is larger than 60 MB."


def test_a_feed_that_takes_for_ever_is_given_up(server, loopback, monkeypatch):
    monkeypatch.setattr(fetch, "PATIENCE", -1)
    assert reason(loopback, f"{server}/feed") == "The feed did not arrive within -1 seconds."


def test_what_a_server_answers_instead_is_said(server, loopback):
    assert reason(loopback, f"{server}/gone") == f"{server}/gone answers 404 Not Found."


def test_a_server_that_is_not_there_is_said(loopback):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{unused.getsockname()[1]}/"
        assert reason(loopback, address) == f"{address} cannot be reached: Connection refused."


def test_over_https_a_server_must_prove_who_it_is(server, loopback):
    address = server.replace("http:", "https:")
    assert reason(loopback, address).startswith(f"{address} cannot be reached: [SSL")


def test_a_name_that_does_not_exist_is_said(loopback, monkeypatch):
    def unknown(*args, **kwargs):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert reason(loopback, "http://no.example.org/") == (
        "http://no.example.org/ cannot be reached: Name or service not known."
    )


def test_a_server_that_does_not_speak_http_is_said(loopback):
    with socket.create_server(("127.0.0.1", 0)) as made:
        thread = threading.Thread(target=lambda: made.accept()[0].close())
        thread.start()
        address = f"http://127.0.0.1:{made.getsockname()[1]}/"
        assert reason(loopback, address).startswith(f"{address} cannot be re")
        thread.join()


def test_the_next_address_of_a_host_is_tried(server, loopback, monkeypatch):
    port = int(server.rsplit(":", 1)[1])
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        dead = unused.getsockname()[1]
        found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", p)) for p in (dead, port)]
        monkeypatch.setattr(outside.socket, "getaddrinfo", lambda *args, **kwargs: found)
        monkeypatch.setattr(outside.socket, "create_connection", partial(connect_raw, socket.socket))
        assert loopback(f"{server}/feed") == b"a feed"


def connect_raw(kind, address, timeout):
    made = kind()
    try:
        made.connect(address)
    except OSError:
        made.close()
        raise
    return made

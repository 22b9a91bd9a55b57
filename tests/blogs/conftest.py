"""Feeds of our own words: two files, and a builder of small ones."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

FILES = Path(__file__).with_name("files")
RSS = FILES / "rss.xml"
ATOM = FILES / "atom.xml"


def item(title="A title", text="A text.", guid="1", **more):
    """One RSS item; None leaves an element out, `more` adds others as they stand."""
    parts = {"title": title, "description": text, "guid": guid} | more
    inside = "".join(f"<{name}>{value}</{name}>" for name, value in parts.items() if value is not None)
    return f"<item>{inside}</item>"


def rss(*items, title="Our feed", link="https://feed.example.org/"):
    names = "".join(f"<{n}>{v}</{n}>" for n, v in {"title": title, "link": link}.items() if v is not None)
    spaces = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    channel = f"<channel>{names}{''.join(items)}</channel>"
    return f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" {spaces}>{channel}</rss>'


@pytest.fixture
def feed_file(tmp_path):
    """feed_file(text or bytes): its path."""

    def write(content):
        path = tmp_path / "feed.xml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return write


@pytest.fixture
def run():
    """run(path, *options): the lines a command prints, and the sentence it ends with if it fails."""

    def call(path, *options):
        printed, failed = StringIO(), None
        try:
            call_command("import_feed", str(path), *options, stdout=printed, stderr=StringIO())
        except CommandError as error:
            failed = str(error)
        return printed.getvalue().splitlines(), failed

    return call

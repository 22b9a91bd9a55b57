"""A feed taken apart: its shell and the places of its items, so that a long one is read a few items at a time.

The parser of feeds builds a tree of all it is given, many times as large. So it is given the shell with a handful of
items in it, one handful after another; memory then grows with the file alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.parsers import expat  # of what was checked before: it has no entities of its own

import feedparser

from blogs.imports.report import UnreadableFeed

ITEMS = {"item", "entry"}
HANDFUL = 512 * 1024  # bytes
MOST_ITEMS = 100_000


class Places:
    """Where each item begins and ends in the bytes, found in one pass."""

    def __init__(self, read: bytes):
        self.read, self.spans, self.depth, self.inside = read, [], 0, None
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler, self.parser.EndElementHandler = self.start, self.end
        self.parser.Parse(read, True)

    def start(self, name, attributes):
        if self.inside is None and self.depth in (1, 2) and name.rpartition(":")[2].lower() in ITEMS:
            self.inside = (self.depth, self.parser.CurrentByteIndex)
        self.depth += 1

    def end(self, name):
        self.depth -= 1
        if self.inside and self.inside[0] == self.depth:
            if len(self.spans) == MOST_ITEMS:
                raise UnreadableFeed(f"The feed holds more than {MOST_ITEMS:,} items.")
            self.spans.append((self.inside[1], self.end_of(self.parser.CurrentByteIndex)))
            self.inside = None

    def end_of(self, here) -> int:
        """An element without anything in it ends where the parser stands; any other, with its closing tag."""
        return self.read.index(b">", here) + 1 if self.read.startswith(b"</", here) else here


@dataclass
class Feed:
    """A feed with its items still in the bytes. `spans`: where each begins and ends."""

    read: bytes
    spans: list[tuple[int, int]]

    def __post_init__(self):
        ends = [0, *(end for _, end in self.spans)]
        starts = [*(start for start, _ in self.spans), len(self.read)]
        self.before, *between = (self.read[end:start] for end, start in zip(ends, starts, strict=True))
        self.after = b"".join(between)
        parsed = self.parsed(b"")
        self.feed, self.version = parsed.feed, parsed.version

    def __len__(self):
        return len(self.spans)

    @property
    def shell(self) -> bytes:
        return self.before + self.after

    @property
    def is_atom(self) -> bool:
        return self.version.startswith("atom")

    def parsed(self, items: bytes) -> feedparser.FeedParserDict:
        whole = self.before + items + self.after
        return feedparser.parse(
            whole, sanitize_html=False, resolve_relative_uris=False, response_headers={"content-type": "text/xml"}
        )

    @property
    def entries(self) -> Iterator[feedparser.FeedParserDict]:
        for handful in self.handfuls():
            yield from self.parsed(b"".join(self.read[start:end] for start, end in handful)).entries

    def handfuls(self) -> Iterator[list[tuple[int, int]]]:
        handful: list[tuple[int, int]] = []
        size = 0
        for start, end in self.spans:
            handful.append((start, end))
            size += end - start
            if size >= HANDFUL:
                yield handful
                handful, size = [], 0
        if handful:
            yield handful


def taken_apart(read: bytes) -> Feed:
    """Of well-formed XML in UTF-8, without a declaration."""
    return Feed(read, Places(read).spans)

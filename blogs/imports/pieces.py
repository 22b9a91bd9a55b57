"""A feed taken apart: its shell and the places of its items, so that a long one is read a few items at a time.

The parser of feeds builds a tree of all it is given, many times as large. So it is given the shell with a handful of
items in it, one handful after another; memory then grows with the file alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple
from xml.parsers import expat  # of what was checked before: it has no entities of its own

import feedparser

from blogs.imports.report import UnreadableFeed

ITEMS = {"item", "entry"}
IMAGE = "hub:image"  # as hubs write it
IMAGES = "hub_images"  # where an entry has what stood in them
HANDFUL = 512 * 1024  # bytes
MOST_ITEMS = 100_000


class Place(NamedTuple):
    """Of an item in the bytes, and of the images in it."""

    start: int
    end: int
    images: tuple[tuple[int, int], ...] = ()

    def without_images(self, read: bytes) -> bytes:
        starts = [self.start, *(end for _, end in self.images)]
        ends = [*(start for start, _ in self.images), self.end]
        return b"".join(read[start:end] for start, end in zip(starts, ends, strict=True))


class Places:
    """Where each item begins and ends in the bytes, and each image in it, found in one pass."""

    def __init__(self, read: bytes):
        self.read, self.items, self.depth, self.inside = read, [], 0, None
        self.images, self.image_at = [], None
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler, self.parser.EndElementHandler = self.start, self.end
        self.parser.Parse(read, True)

    def start(self, name, attributes):
        if self.inside is None and self.depth in (1, 2) and name.rpartition(":")[2].lower() in ITEMS:
            self.inside, self.images = (self.depth, self.parser.CurrentByteIndex), []
        elif name == IMAGE and self.inside and self.depth == self.inside[0] + 1:
            self.image_at = self.parser.CurrentByteIndex
        self.depth += 1

    def end(self, name):
        self.depth -= 1
        if self.inside and self.inside[0] == self.depth:
            if len(self.items) == MOST_ITEMS:
                raise UnreadableFeed(f"The feed holds more than {MOST_ITEMS:,} items.")
            end = self.end_of(self.parser.CurrentByteIndex)
            self.items.append(Place(self.inside[1], end, tuple(self.images)))
            self.inside = None
        elif self.image_at is not None and self.inside and self.depth == self.inside[0] + 1:
            self.images.append((self.image_at, self.end_of(self.parser.CurrentByteIndex)))
            self.image_at = None

    def end_of(self, here) -> int:
        """An element without anything in it ends where the parser stands; any other, with its closing tag."""
        return self.read.index(b">", here) + 1 if self.read.startswith(b"</", here) else here


@dataclass
class Feed:
    """A feed with its items still in the bytes."""

    read: bytes
    places: list[Place]

    def __post_init__(self):
        ends = [0, *(place.end for place in self.places)]
        starts = [*(place.start for place in self.places), len(self.read)]
        self.before, *between = (self.read[end:start] for end, start in zip(ends, starts, strict=True))
        self.after = b"".join(between)
        parsed = self.parsed(b"")
        self.feed, self.version = parsed.feed, parsed.version

    def __len__(self):
        return len(self.places)

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
        """Each with what stood in its images, which the parser is not given."""
        for handful in self.handfuls():
            for at, entry in enumerate(self.parsed(b"".join(one.without_images(self.read) for one in handful)).entries):
                images = handful[0].images if at == 0 else ()
                entry[IMAGES] = [text_in(self.read[start:end]) for start, end in images]
                yield entry

    def handfuls(self) -> Iterator[list[Place]]:
        """One that has images is by itself, so that nobody else's are taken for its own."""
        handful: list[Place] = []
        size = 0
        for place in self.places:
            if handful and (place.images or handful[0].images or size >= HANDFUL):
                yield handful
                handful, size = [], 0
            handful.append(place)
            size += place.end - place.start
        if handful:
            yield handful


def text_in(element: bytes) -> str:
    pieces: list[str] = []
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.CharacterDataHandler = pieces.append
    parser.Parse(element, True)
    return "".join(pieces)


def taken_apart(read: bytes) -> Feed:
    """Of well-formed XML in UTF-8, without a declaration."""
    return Feed(read, Places(read).items)

"""What became of a feed and of each of its items, in words."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum


class UnreadableFeed(Exception):
    """Nothing of this feed was taken; the sentence says why."""


class RefusedItem(Exception):
    """This item was not taken; the sentence says why."""


class LeftOut(Exception):
    """This item is none that is taken; the sentence says why."""


class Outcome(StrEnum):
    TAKEN = "taken"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    LEFT_OUT = "left out"


@dataclass
class Line:
    number: int
    name: str
    outcome: Outcome
    words: list[str] = field(default_factory=list)

    def __str__(self):
        said = f"item {self.number}, {self.name}: {self.outcome}"
        return f"{said} – {'; '.join(self.words)}" if self.words else said


@dataclass
class Report:
    feed: str
    lines: list[Line] = field(default_factory=list)
    undated: int = 0
    images: int = 0

    def count(self, outcome: Outcome) -> int:
        return self.counts[outcome]

    @property
    def counts(self) -> Counter:
        return Counter(line.outcome for line in self.lines)

    @property
    def totals(self) -> str:
        said = [one for one in Outcome if one != Outcome.LEFT_OUT or self.counts[one]]
        counted = ", ".join(f"{self.counts[outcome]} {outcome}" for outcome in said)
        dates = f" The feed gives no date for {self.undated}: undated, and last in every list." if self.undated else ""
        images = f" With {self.images} image{'s' if self.images > 1 else ''}." if self.images else ""
        return f"{self.feed}, {len(self.lines)} items: {counted}.{images}{dates}"

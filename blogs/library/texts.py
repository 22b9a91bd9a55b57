"""Sentences, titles and texts from patterns; what is drawn decides every word, so the same draws say the same."""

import re
from array import array
from dataclasses import dataclass
from functools import cache
from itertools import cycle

from blogs.library.words import sections

SLOT = re.compile(r"\{(\w+)\}")
DRAWS = 2400  # more than a long text needs; one that needs more begins again
SENTENCES = (3, 7)  # to a paragraph


@dataclass(frozen=True)
class Pattern:
    frame: str
    places: tuple[str, ...]
    length: int

    def filled(self, mixes, draw) -> str:
        words = tuple([(row := mixes[place][(drawn := draw()) >> 24])[drawn % len(row)] for place in self.places])
        said = self.frame % words
        return said[0].upper() + said[1:]


@cache
def patterns(section) -> list[Pattern]:
    return [Pattern(SLOT.sub("%s", line), tuple(SLOT.findall(line)), len(line.split())) for line in sections()[section]]


def draws(dice):
    """A function that gives numbers from 0 to 2**32, which are cheap because they are all rolled at once."""
    numbers = array("I", dice.randbytes(4 * DRAWS))
    return cycle(numbers).__next__


def one_of(section, mixes, draw) -> str:
    known = patterns(section)
    return known[(draw() >> 8) % len(known)].filled(mixes, draw)


def paragraph(mixes, draw) -> str:
    fewest, most = SENTENCES
    number = fewest + draw() % (most - fewest + 1)
    return " ".join([one_of("sentences", mixes, draw) for _ in range(number)])


def headings(kind, mixes, draw):
    """Those of a case study are asked for, in their order; other texts have their own."""
    if kind == "case_study":
        yield from sections()["case study headings"]
    while True:
        yield one_of("headings", mixes, draw)


def body(kind, words, mixes, draw) -> str:
    """Markdown of about this many words."""
    above, parts, said = headings(kind, mixes, draw), [], 0
    while said < words:
        if parts and len(parts) % 3 == 0:
            parts.append(f"## {next(above)}")
        parts.append(paragraph(mixes, draw))
        said += parts[-1].count(" ") + 1
    return "\n\n".join(parts)

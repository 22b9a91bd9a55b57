"""How often each word comes: by Zipf's law within what stands at one place of a sentence.

A table is a list in which a word stands as often as it is likely; drawing is one look-up. A *mix* is 256 tables, of
which a draw's upper byte picks one: so a post talks of its themes beside everything else.
"""

import random
from functools import cache

from blogs.library.words import forms
from blogs.reference import TOPICS

FLATNESS = 2.7  # Mandelbrot's correction: the first few words are less far apart than Zipf has them
STRANDS = 40  # lines of work within a theme; posts on one share words that are rare elsewhere
RARE_WORDS = 10
SHARES = {"noun": (40, 20, 22), "topic": (150, 60, 46)}  # of 256: the first theme, its others, the strand


def zipf(words, slots) -> list[str]:
    weights = [1 / (rank + FLATNESS) for rank in range(len(words))]
    scale = slots / sum(weights)
    shares = [max(1, round(weight * scale)) for weight in weights]
    return [word for word, share in zip(words, shares, strict=True) for _ in range(share)]


@cache
def topics() -> dict[str, list[str]]:
    """Words of each theme, by its slug."""
    lines = TOPICS.read_text(encoding="utf-8").splitlines()
    pairs = (line.split(": ", 1) for line in lines if not line.startswith("#"))
    return {slug: words.split(", ") for slug, words in pairs}


@cache
def topic_table(theme) -> list[str]:
    return zipf(topics()[theme], 256)


@cache
def strand_table(theme, strand) -> list[str]:
    """Rare words of one line of work in a theme, some of them names."""
    dice = random.Random(f"{theme} {strand}")  # noqa: S311  the same every time is the point
    rare = dice.choices(forms()["name"], k=2) + dice.choices(forms()["compound"], k=RARE_WORDS - 2)
    return zipf(rare, 64)


@cache
def everyday() -> dict[str, list]:
    """The mixes of a post on no theme."""
    tables = {place: zipf(words, 2**16) for place, words in forms().items()}
    nouns = [tables["noun"]] * 230 + [tables["compound"]] * 26
    return {place: [table] * 256 for place, table in tables.items()} | {"noun": nouns, "topic": nouns}


def mixes_of(themes, strand) -> dict[str, list]:
    """themes: slugs, the one it is mainly about first."""
    if not themes:
        return everyday()
    first, rare = topic_table(themes[0]), strand_table(themes[0], strand)
    others = [topic_table(theme) for theme in themes[1:]] or [first]
    mixes = dict(everyday())
    for place, (mainly, beside, rarely) in SHARES.items():
        told = [first] * mainly + (others * beside)[:beside] + [rare] * rarely
        mixes[place] = told + everyday()[place][len(told) :]
    return mixes

"""Item number n of the library, whole: it depends on the seed and on n alone, so a larger library begins alike."""

import hashlib
import random
import textwrap
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from uuid import UUID

from django.utils.text import slugify

from blogs.library import texts
from blogs.library.chances import STRANDS, mixes_of, topics
from blogs.library.words import forms
from blogs.models.posts import OPENING

AUTHORS = 600
COUNCILS = 153
FIRST_DAY, LAST_DAY = date(2008, 1, 7), date(2026, 6, 30)
WORDS = (200, 380, 760)  # fewest, most often, most: about 500 on average, since a last paragraph runs over
KINDS = {"blog": 52, "guest_blog": 12, "case_study": 18, "event_report": 10, "resource": 8}
VISIBILITIES = {"public": 80, "sector": 15, "region": 5}
THEMES = {0: 6, 1: 40, 2: 32, 3: 15, 4: 7}
UNDATED, OWNED, SUMMED_UP = 0.04, 0.8, 0.75  # shares of all
SHOWN = 500  # characters from which an opening is cut


@dataclass
class Made:
    id: UUID
    number: int
    kind: str
    title: str
    slug: str
    summary: str
    body: str
    opening: str
    published_on: date | None
    visibility: str
    owner: int | None
    councils: list[int]
    authors: list[int]
    themes: list[str]


def permanent(*parts) -> UUID:
    """An id that follows from what it names."""
    said = " ".join(map(str, parts)).encode()
    return UUID(bytes=hashlib.md5(said, usedforsecurity=False).digest(), version=4)


def roll(dice, shares):
    return dice.choices(list(shares), shares.values())[0]


@cache
def popularity() -> dict[str, float]:
    """Some themes are written about far more than others."""
    return {slug: 1 / (rank + 4) for rank, slug in enumerate(topics())}


def made_item(number: int, seed: int) -> Made:
    dice = random.Random(f"{seed} {number}")  # noqa: S311  the same every time is the point
    kind, themes = roll(dice, KINDS), themes_of(dice)
    mixes, draw = mixes_of(themes, dice.randrange(STRANDS)), texts.draws(dice)
    title, body = texts.one_of(kind, mixes, draw), texts.body(kind, dice.triangular(*low_high_mode()), mixes, draw)
    owner = dice.randrange(COUNCILS) if dice.random() < OWNED else None
    return Made(
        id=permanent("post", seed, number),
        number=number,
        kind=kind,
        title=title,
        slug=f"{slugify(title)[:80].strip('-')}-{number}",
        summary=texts.one_of("sentences", mixes, draw) if dice.random() < SUMMED_UP else "",
        body=body,
        opening=opening_of(body),
        published_on=None if dice.random() < UNDATED else day_of(dice),
        visibility=roll(dice, VISIBILITIES) if owner is not None else "public",
        owner=owner,
        councils=councils_of(dice, owner),
        authors=dice.sample(range(AUTHORS), 1 if dice.random() < 0.85 else 2),
        themes=themes,
    )


def low_high_mode():
    fewest, mostly, most = WORDS
    return fewest, most, mostly


def themes_of(dice) -> list[str]:
    wanted, known = roll(dice, THEMES), popularity()
    return list(dict.fromkeys(dice.choices(list(known), known.values(), k=wanted)))


def councils_of(dice, owner) -> list[int]:
    """Whom it is about: mostly whose it is."""
    about = dice.sample(range(COUNCILS), dice.choices((0, 1, 2), (70, 22, 8))[0])
    return list(dict.fromkeys(([owner] if owner is not None else []) + about))


def day_of(dice) -> date:
    """More of late than long ago."""
    days = (LAST_DAY - FIRST_DAY).days
    return FIRST_DAY + timedelta(int(days * dice.random() ** 0.7))


def opening_of(body: str) -> str:
    """As a post's own `save` cuts it, for a text that begins with plain paragraphs."""
    plain = body[:SHOWN].replace("## ", "").rpartition(" ")[0]
    return textwrap.shorten(plain, OPENING, placeholder="…")


@cache
def author_names() -> list[str]:
    return forms()["person"][:AUTHORS]

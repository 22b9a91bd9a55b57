"""What was typed into the box, taken apart: words, “phrases” and what must -not be there."""

import re
from dataclasses import dataclass, field

TERM = re.compile(r'(?P<minus>(?<!\S)[-−–](?=\S))?(?:["“”](?P<phrase>[^"“”]*)["“”]?|(?P<plain>[^\s"“”]+))')
WORD = re.compile(r"[^\W_]+")
MOST_WORDS = 32  # of a question; what is pasted beyond that says nothing more


@dataclass(frozen=True)
class Word:
    """As typed, and as the index knows it: `stem` is empty for a word that says nothing, such as “the”."""

    text: str
    stem: str = ""
    entries: int = 0


@dataclass
class Part:
    """Something the question asks for: a word, or words that belong together.

    same: other names of the same thing, near: names of what is close to it; each a list of word lists.
    """

    words: list[Word]
    is_phrase: bool = False
    is_excluded: bool = False
    same: list[list[Word]] = field(default_factory=list)
    near: list[list[Word]] = field(default_factory=list)

    @property
    def telling(self) -> list[Word]:
        return [word for word in self.words if word.stem]


def terms_of(question: str) -> list[Part]:
    """In the order they were typed; words that stand together without a sign are parts of their own."""
    parts, left = [], MOST_WORDS
    for found in TERM.finditer(question.replace("\0", " ")):
        words = [Word(text.lower()) for text in WORD.findall(found["phrase"] or found["plain"] or "")][:left]
        left -= len(words)
        parts += split(words, is_phrase=found["phrase"] is not None, is_excluded=bool(found["minus"]))
    return parts


def split(words, *, is_phrase, is_excluded) -> list[Part]:
    if is_phrase or is_excluded:
        return [Part(words, is_phrase or len(words) > 1, is_excluded)] if words else []
    return [Part([word]) for word in words]


def phrase(words: list[Word]) -> str:
    """A tsquery for words next to each other, with room for those that say nothing."""
    said, gap = "", 0
    for word in words:
        gap += 1
        if word.stem:
            said += f" <{gap}> {quoted(word.stem)}" if said else quoted(word.stem)
            gap = 0
    return f"({said})" if said else ""


def all_of(words: list[Word]) -> str:
    return joined("&", [quoted(word.stem) for word in words if word.stem])


def any_of(words: list[Word]) -> str:
    return joined("|", [quoted(word.stem) for word in words if word.stem])


def joined(sign: str, queries: list[str]) -> str:
    queries = [query for query in dict.fromkeys(queries) if query]
    return f"({f' {sign} '.join(queries)})" if queries else ""


def quoted(stem: str) -> str:
    return "'" + stem.replace("'", "''").replace("\\", "\\\\") + "'"


def literal(part: Part) -> str:
    """The part as it was typed."""
    return phrase(part.words) if part.is_phrase else all_of(part.words)


def widened(part: Part) -> str:
    """The part by any of its names."""
    return joined("|", [literal(part), *(phrase(words) for words in [*part.same, *part.near])])


def whole(parts: list[Part]) -> str:
    """A tsquery that an entry matches which has all that is asked, and nothing of what is excluded."""
    wanted = [widened(part) for part in parts if not part.is_excluded]
    return joined("&", [*wanted, *(f"!{literal(part)}" for part in parts if part.is_excluded and literal(part))])


def marked(parts: list[Part]) -> str:
    """A tsquery of everything that is marked in what is found."""
    return joined("|", [widened(part) for part in parts if not part.is_excluded])

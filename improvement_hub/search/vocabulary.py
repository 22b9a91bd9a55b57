"""Other names of the same thing: acronyms and their long forms, and the themes' synonyms."""

import csv
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

from improvement_hub.search.asked import WORD, Part, Word

EQUIVALENTS = Path(__file__).parent / "reference" / "equivalents.csv"
SHORT = re.compile(r"[A-Z][A-Za-z]{1,5}s?")
LONGEST_NAME = 6  # words


@dataclass(frozen=True)
class Names:
    """`same` and `near`: for a name, as a tuple of stems, the other names; each a list of words.

    `plain`: of words that mean the same one by one, such as kids and children, the stem that stands for them all.
    """

    same: dict[tuple, list[list[Word]]]
    near: dict[tuple, list[list[Word]]]
    plain: dict[str, str]

    def key(self, words) -> tuple:
        return key_of(words, self.plain)

    def known(self, words) -> bool:
        return self.key(words) in self.same or self.key(words) in self.near


def names_of(themes, stems) -> Names:
    """From [(name, acronym, synonyms)] and the repository's list; `stems`: a word in small letters to its stem."""
    same: dict[tuple, list] = defaultdict(list)
    near: dict[tuple, list] = defaultdict(list)
    plain = plain_words(stems)
    for line in lines_of_equivalents():
        tie(line, same, stems, plain)
    for name, acronym, synonyms in themes:
        words = [word for word in (name, acronym, *synonyms) if word]
        for short in filter(SHORT.fullmatch, words):
            tie([short, *(long for long in words if initials(long) == short.upper())], same, stems, plain)
        tie([name, acronym], same, stems, plain)
        for synonym in synonyms:
            tie([name, synonym], near, stems, plain)
    return Names(dict(same), dict(near), plain)


def lines_of_equivalents() -> list[list[str]]:
    with EQUIVALENTS.open(newline="", encoding="utf-8") as opened:
        return list(csv.reader(opened, delimiter=";"))


def initials(name: str) -> str:
    """With and without small words one says differently: “SEND” for special educational needs and disabilities."""
    return "".join(word[0].upper() for word in WORD.findall(name) if word.lower() not in ("and", "of", "the", "in"))


def plain_words(stems) -> dict[str, str]:
    """Lines of single words: each to the first."""
    plain = {}
    for line in lines_of_equivalents():
        words = [words_of(name, stems) for name in line]
        if all(len(word) == 1 for word in words):
            plain |= {word.stem: words[0][0].stem for [word] in words}
    return plain


def tie(names, into, stems, plain):
    """Each name to all others."""
    told = [words for words in (words_of(name, stems) for name in names) if any(word.stem for word in words)]
    for words in told:
        others = into[key_of(words, plain)]
        others += [other for other in told if stems_in(other) != stems_in(words) and other not in others]


def words_of(name: str, stems) -> list[Word]:
    return [Word(text, stems.get(text, "")) for text in WORD.findall(name.lower())]


def stems_in(words) -> tuple:
    return tuple(word.stem for word in words if word.stem)


def key_of(words, plain) -> tuple:
    return tuple(plain.get(stem, stem) for stem in stems_in(words))


def named(parts: list[Part], names: Names) -> list[Part]:
    """The parts, with words that together are a name as one, and each with its other names."""
    told: list[Part] = []
    while parts:
        length = longest_name(parts, names)
        words = [word for part in parts[:length] for word in part.words]
        part = parts[0] if length == 1 else replace(parts[0], words=words)
        if not part.is_excluded:
            part.same, part.near = (
                [other for other in known.get(names.key(words), []) if stems_in(other) != stems_in(words)]
                for known in (names.same, names.near)
            )
        told.append(part)
        parts = parts[length:]
    return told


def longest_name(parts, names) -> int:
    """How many parts from the first on are a name together; 1 where they are none."""
    plain = next((n for n, part in enumerate(parts) if part.is_phrase or part.is_excluded), len(parts))
    for length in range(min(plain, LONGEST_NAME), 1, -1):
        ends_in_words = parts[0].telling and parts[length - 1].telling
        if ends_in_words and names.known([word for part in parts[:length] for word in part.words]):
            return length
    return 1

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
    """`same` and `near`: for a name, as a tuple of stems, the other names; each a list of words."""

    same: dict[tuple, list[list[Word]]]
    near: dict[tuple, list[list[Word]]]

    def known(self, key) -> bool:
        return key in self.same or key in self.near


def names_of(themes, stems) -> Names:
    """From [(name, acronym, synonyms)] and the repository's list; `stems`: a word in small letters to its stem."""
    same: dict[tuple, list] = defaultdict(list)
    near: dict[tuple, list] = defaultdict(list)
    for line in lines_of_equivalents():
        tie(line, same, stems)
    for name, acronym, synonyms in themes:
        words = [word for word in (name, acronym, *synonyms) if word]
        for short in filter(SHORT.fullmatch, words):
            tie([short, *(long for long in words if initials(long) == short.upper())], same, stems)
        tie([name, acronym], same, stems)
        tie([name, *synonyms], near, stems)
    return Names(dict(same), dict(near))


def lines_of_equivalents() -> list[list[str]]:
    with EQUIVALENTS.open(newline="", encoding="utf-8") as opened:
        return list(csv.reader(opened, delimiter=";"))


def initials(name: str) -> str:
    """With and without small words one says differently: “SEND” for special educational needs and disabilities."""
    return "".join(word[0].upper() for word in WORD.findall(name) if word.lower() not in ("and", "of", "the", "in"))


def tie(names, into, stems):
    """Each name to all others."""
    found = {key_of(words): words for words in (words_of(name, stems) for name in names) if key_of(words)}
    for key in found:
        into[key] += [words for other, words in found.items() if other != key and words not in into[key]]


def words_of(name: str, stems) -> list[Word]:
    return [Word(text, stems.get(text, "")) for text in WORD.findall(name.lower())]


def key_of(words) -> tuple:
    return tuple(word.stem for word in words if word.stem)


def named(parts: list[Part], names: Names) -> list[Part]:
    """The parts, with words that together are a name as one, and each with its other names."""
    told: list[Part] = []
    while parts:
        length = longest_name(parts, names)
        words = [word for part in parts[:length] for word in part.words]
        part = parts[0] if length == 1 else replace(parts[0], words=words)
        if not part.is_excluded:
            part.same, part.near = names.same.get(key_of(words), []), names.near.get(key_of(words), [])
        told.append(part)
        parts = parts[length:]
    return told


def longest_name(parts, names) -> int:
    """How many parts from the first on are a name together; 1 where they are none."""
    plain = next((n for n, part in enumerate(parts) if part.is_phrase or part.is_excluded), len(parts))
    for length in range(min(plain, LONGEST_NAME), 1, -1):
        ends_in_words = parts[0].telling and parts[length - 1].telling
        if ends_in_words and names.known(key_of([word for part in parts[:length] for word in part.words])):
            return length
    return 1

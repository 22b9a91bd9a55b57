"""The words of the made-up library: every form of the base words in `reference/words.txt`, the commonest first."""

import random
import re
from functools import cache

from blogs.reference import WORDS

VOWELS = "aeiou"
OPEN_ENDS = ("ee", "oe", "ye")
PREFIXED = 260  # verbs that take a prefix
COMPOUNDED = 240  # nouns that stand before another, as in street-clinic


@cache
def sections() -> dict[str, list[str]]:
    """The lines of each section."""
    text = re.sub(r"^#.*\n", "", WORDS.read_text(encoding="utf-8"), flags=re.MULTILINE)
    parts = re.split(r"^\[(.+)\]\n", text, flags=re.MULTILINE)[1:]
    return {name: said.strip().split("\n") for name, said in zip(parts[::2], parts[1::2], strict=True)}


def base(section) -> list[str]:
    """Each word once, where it stands first."""
    return list(dict.fromkeys(" ".join(sections()[section]).split()))


@cache
def exceptions(section) -> dict[str, str]:
    return dict(word.split("=") for word in base(section))


def with_s(word: str) -> str:
    if word.endswith("y") and word[-2] not in VOWELS:
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "x", "z", "ch", "sh")) else f"{word}s"


def plural(noun: str) -> str:
    return exceptions("plurals").get(noun) or with_s(noun)


def stem(verb: str) -> str:
    return verb + verb[-1] if verb in base("doubled") else verb


def past(verb: str) -> str:
    if verb in exceptions("irregular"):
        return exceptions("irregular")[verb]
    if verb.endswith("y") and verb[-2] not in VOWELS:
        return f"{verb[:-1]}ied"
    return f"{verb}d" if verb.endswith("e") else f"{stem(verb)}ed"


def doing(verb: str) -> str:
    if verb.endswith("ie"):
        return f"{verb[:-2]}ying"
    return f"{verb[:-1]}ing" if verb.endswith("e") and not verb.endswith(OPEN_ENDS) else f"{stem(verb)}ing"


def manner(adjective: str) -> str:
    if adjective.endswith("y"):
        return f"{adjective[:-1]}ily"
    if adjective.endswith("ic"):
        return f"{adjective}ally"
    return f"{adjective[:-2]}ly" if adjective.endswith("le") else f"{adjective}ly"


def quality(adjective: str) -> str:
    return f"{adjective[:-1]}iness" if adjective.endswith("y") else f"{adjective}ness"


def with_prefixes(verbs) -> list[str]:
    return [prefix + verb for verb in verbs[:PREFIXED] for prefix in base("prefixes")]


def shuffled(words, seed) -> list[str]:
    words = list(words)
    random.Random(seed).shuffle(words)  # noqa: S311  the same order every time is the point
    return words


@cache
def names() -> list[str]:
    """Of places and people, plainly invented."""
    made = [f"{start}{end}" for start in base("name starts") for end in base("name ends")]
    return shuffled(made, "names")


@cache
def compounds() -> list[str]:
    pairs = ((noun, head) for noun in base("nouns")[:COMPOUNDED] for head in base("heads"))
    return shuffled((f"{noun}-{head}" for noun, head in pairs if noun != head), "compounds")


@cache
def forms() -> dict[str, list[str]]:
    """What may stand at each place of a sentence."""
    verbs, adjectives, nouns = base("verbs"), base("adjectives"), base("nouns")
    rarer = with_prefixes(verbs)
    people = [f"{first} {name}" for first, name in zip(base("first names") * 9, names(), strict=False)]
    return {
        "do": verbs + rarer,
        "did": [past(verb) for verb in verbs] + [past(verb) for verb in rarer],
        "doing": [doing(verb) for verb in verbs] + [doing(verb) for verb in rarer],
        "adj": adjectives + [f"un{word}" for word in adjectives] + [past(verb) for verb in verbs],
        "adverb": base("adverbs") + [manner(word) for word in adjectives],
        "noun": nouns + [quality(word) for word in adjectives],
        "nouns": [plural(noun) for noun in nouns],
        "name": names(),
        "person": people,
        "compound": compounds(),
        "phrase": sections()["phrases"],
        "number": [str(number) for number in range(2, 1000)],
        "year": [str(year) for year in range(2026, 1990, -1)],
    }


def vocabulary() -> set[str]:
    """All word forms."""
    return {word.casefold() for words in forms().values() for said in words for word in said.split()}

"""Which themes a text speaks of, from the words of the vocabulary in it. Nothing is learned, and nothing applied.

A theme is spoken for by its name, the parts of its name, its acronyms and its other words, in any number (foster
carer, foster carers). Stock words of the trade say nothing by themselves, and weak ones need company.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from math import log2

from blogs.models import Theme

MOST = 6
LONGEST = 50_000  # characters that are read of a text
ENOUGH = 1.0
LONG = 200  # words from which on a single mention of something does not make it what the text is about
IN_TITLE, IN_SUMMARY = 3.0, 2.0
WEAK = 0.3
STOCK = frozenset(
    {
        *("child", "family", "person", "adult", "council", "service", "support", "practice", "learn", "improvement"),
        *("resource", "home", "school", "help", "work", "wellbeing", "outcome", "disability", "need", "education"),
        *("health", "team", "care"),
    }
)
WEAK_WORDS = frozenset(
    {
        *("police", "policy", "reform", "prevention", "performance", "finance", "funding", "budget", "supervision"),
        *("participation", "inclusion", "audit", "advocacy", "leadership", "caseload", "placement"),
    }
)
ADDRESS = re.compile(r"https?://\S+")
TOKEN = re.compile(r"[A-Za-z0-9]+(?:[’'][A-Za-z]+)?")
IRREGULAR = {"children": "child", "people": "person"}


@dataclass(frozen=True)
class Term:
    """One way of naming a theme, as the stems of its words. An acronym is a single word as it is written."""

    theme: Theme
    stems: tuple[str, ...]
    acronym: str = ""
    weight: float = 1.0


@dataclass
class Suggestion:
    """A theme, how much speaks for it, and what does: the words as the text has them, by the place they stand in."""

    theme: Theme
    score: float = 0.0
    words: dict[str, Counter] = field(default_factory=dict)

    @property
    def why(self) -> str:
        """What speaks for it, in words: in the title “neglect”; in the text “graded care profile” twice."""
        return "; ".join(f"in the {place} {quoted(words)}" for place, words in self.words.items())


def quoted(words: Counter) -> str:
    return ", ".join(f"“{word}”{times(number)}" for word, number in words.most_common(3))


def times(number: int) -> str:
    return {1: "", 2: " twice"}.get(number, f" {number} times")


def suggest_themes(*, title, summary="", body="", vocabulary=None) -> list[Suggestion]:
    """Themes for a text, the strongest first. `vocabulary`: from `read_vocabulary`, for several texts."""
    vocabulary = read_vocabulary() if vocabulary is None else vocabulary
    found: dict = {}
    for place, text in [("title", title), ("summary", summary), ("text", body)]:
        weigh(found, place, text[:LONGEST], vocabulary)
    enough = [suggestion for suggestion in found.values() if suggestion.score >= ENOUGH]
    return sorted(enough, key=lambda one: (-one.score, one.theme.name))[:MOST]


def suggest_for(post, vocabulary) -> list[Suggestion]:
    """Themes for a post, those left out that it has."""
    found = suggest_themes(title=post.title, summary=post.summary, body=post.body, vocabulary=vocabulary)
    had = set(post.themes.all())
    return [one for one in found if one.theme not in had]


def weigh(found, place, text, vocabulary):
    """Add what one part of a text says to the suggestions."""
    tokens = TOKEN.findall(ADDRESS.sub(" ", text))
    counts = Counter(
        (term, words.lower() if not term.acronym else words) for term, words in terms_in(tokens, vocabulary)
    )
    for (term, words), number in counts.items():
        one = found.setdefault(term.theme.pk, Suggestion(term.theme))
        one.score += term.weight * worth(place, number, len(tokens))
        one.words.setdefault(place, Counter())[words] += number


def worth(place, number, length) -> float:
    if place == "text":
        return log2(1 + number) * (1 if length <= LONG else 0.6)
    return IN_TITLE if place == "title" else IN_SUMMARY


def terms_in(tokens, vocabulary):
    """(term, the words as they stand) from left to right; where several begin, the longest is meant."""
    if len(tokens) > 2 and all(token.isupper() for token in tokens):
        tokens = [token.lower() for token in tokens]  # where everything is in capitals, they mark no acronym
    stems, at = [stem(token) for token in tokens], 0
    while at < len(tokens):
        term = longest_at(at, tokens, stems, vocabulary)
        length = len(term.stems) if term else 1
        if term:
            yield term, " ".join(tokens[at : at + length])
        at += length


def longest_at(at, tokens, stems, vocabulary):
    fitting = (term for term in vocabulary.get(stems[at], ()) if fits(term, at, tokens, stems))
    return max(fitting, key=lambda term: len(term.stems), default=None)


def fits(term, at, tokens, stems) -> bool:
    """Acronyms of up to four letters as they are written, for some are words too; one may be plural."""
    if term.acronym:
        token = tokens[at].upper() if len(term.acronym) > 4 else tokens[at]
        return term.acronym in (token, token.removesuffix("S" if token.isupper() else "s"))
    return tuple(stems[at : at + len(term.stems)]) == term.stems


def read_vocabulary(themes=None) -> dict[str, list[Term]]:
    """The terms of all themes by the stem they begin with."""
    index: dict[str, list[Term]] = {}
    for theme in Theme.objects.all() if themes is None else themes:
        for term in dict.fromkeys(terms_of(theme)):
            index.setdefault(term.stems[0], []).append(term)
    return index


def terms_of(theme):
    for words in dict.fromkeys([*theme.words, *theme.name.split(" and ")]):
        stems = tuple(stem(token) for token in TOKEN.findall(words))
        if words.isupper() and len(stems) == 1:
            yield Term(theme, stems, acronym=words)
        elif len(stems) > 1 or not STOCK.issuperset(stems):
            yield Term(theme, stems, weight=WEAK if WEAK_WORDS.issuperset(stems) else 1.0)


def stem(token: str) -> str:
    """A word in the singular, without its ending; rough, and the same for the vocabulary and for texts."""
    word = re.sub(r"[’']s?$|[’']", "", token.lower())
    word = IRREGULAR.get(word, word)
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        word = word[:-1]
    return word.removesuffix("ing") if len(word) > 6 and word.endswith("ing") else word

"""Which entries can be the best of many: by an index of `steps`, what a telling word of an
entry can add to its score at the most is known beforehand. What cannot be of the best need not be ranked, and the
answer is the same.
"""

import math
from itertools import combinations

from improvement_hub.search.asked import Part, joined, quoted
from improvement_hub.search.queries.counting import Tier
from improvement_hub.search.queries.ranking import NEAR, SAME, STANDS_SOMEWHERE, weight

MANY = 8000  # entries as far as words are counted; fewer are ranked all, for less than it takes to look for the best
OF_THE_MOST = (0.75, 0.5, 0.35)  # of the highest score there could be: how far down each tier goes
MOST_PARTS, MOST_TERMS = 6, 48
ROUNDED = 0.001  # scores are

# ts_rank of a word by where it stands first and how often: once, twice, three times, and again and again. It sums the
# weights of its places over the squares of their numbers, and divides by what endless places would sum up to.
HEAVIEST = {"A": 1.0, "B": 0.6, "C": 0.3, "D": 0.15}
PLACES = {1: 1.0, 2: 1 + 1 / 4, 3: 1 + 1 / 4 + 1 / 9, 4: math.pi**2 / 6}
STEPS = sorted(
    (
        (heaviest * sum_of * 6 / math.pi**2, f"{letter}{often}")
        for letter, heaviest in HEAVIEST.items()
        for often, sum_of in PLACES.items()
    ),
    reverse=True,
)
IN_TITLES = [step for _, step in STEPS if step.startswith("A")]

Option = tuple[float, str]  # what a part adds at the most, and the tsquery of all entries where it adds as much or more


def tiers_for(parts: list[Part], entries: float, matching: float) -> list[Tier] | None:
    """`matching`: entries at the most. None where so few match that all are ranked, [] where all are though many do."""
    asked = [part for part in parts if not part.is_excluded and part.telling]
    if matching < MANY:
        return None
    if len(asked) > MOST_PARTS:
        return []
    weights = [weight(part, entries) for part in asked]
    options = [options_of(part, share) for part, share in zip(asked, weights, strict=True)]
    coarse = [coarser(ladder, MOST_TERMS ** (1 / len(asked))) for ladder in options]
    least = [STANDS_SOMEWHERE * share for share in weights]
    reached = (share * (1 + STANDS_SOMEWHERE) * sum(weights) for share in OF_THE_MOST)
    return [tier(asked, coarse, least, below) for below in reached]


def tier(asked, options, least, below) -> Tier:
    """A title that has all of it stands out by as much again as `IN_TITLE`, so these are in every tier."""
    title = joined("&", [at(word.stem, IN_TITLES) for part in asked for word in part.telling])
    return Tier(joined("|", [title, reaching(options, least, below) or ""]), below + ROUNDED)


def most_with(part: Part) -> float:
    """About how many entries have a part by any of its names, as far as words are counted. A name of several words is
    rare; one word can be anywhere, and of those that were not typed nothing is known."""
    names = [[word for word in name if word.stem] for name in [*part.same, *part.near]]
    if any(len(name) == 1 for name in names):
        return math.inf
    return min((word.entries for word in part.telling), default=0) * (1 + len(names))


def options_of(part: Part, share: float) -> list[Option]:
    """What the part can add at the most, the most first."""
    worth = [(most, at_any(part.words, step)) for most, step in STEPS]
    for less, names in ((SAME, part.same), (NEAR, part.near)):
        worth += [(less * most, query) for most, query in by_names([[w for w in name if w.stem] for name in names])]
    worth.sort(reverse=True)
    queries = [query for _, query in worth]
    return [
        (share * (STANDS_SOMEWHERE + most), joined("|", queries[: number + 1]))
        for number, (most, _) in enumerate(worth)
    ]


def by_names(names) -> list[Option]:
    """One name of several words is ranked by how close two of them stand; else words count one by one."""
    if len(names) == 1 and len(names[0]) > 1:
        every = [step for _, step in STEPS]
        two = [joined("&", [at(one.stem, every), at(other.stem, every)]) for one, other in combinations(names[0], 2)]
        return [(1.0, joined("|", two))]
    words = [word for name in names for word in name]
    return [(most, at_any(words, step)) for most, step in STEPS] if words else []


def at_any(words, step) -> str:
    return joined("|", [at(word.stem, [step]) for word in words if word.stem])


def at(stem, steps) -> str:
    return joined("|", [quoted(f"{stem}/{step}") for step in steps])


def coarser(ladder: list[Option], most: float) -> list[Option]:
    """Fewer options that promise no less: the highest worth of a group, for the widest of its queries."""
    size = math.ceil(len(ladder) / max(2, int(most)))
    groups = [ladder[start : start + size] for start in range(0, len(ladder), size)]
    return [(group[0][0], group[-1][1]) for group in groups]


def reaching(options, least, below) -> str | None:
    """A tsquery of all entries whose parts can together add `below` or more: empty for any entry, None for none."""
    if sum(least) >= below:
        return ""
    if sum(ladder[0][0] for ladder in options) < below:
        return None
    terms, rest_before = [], None
    for most, query in [(least[0], ""), *reversed(options[0])]:  # the lower, the more the other parts must add
        rest = reaching(options[1:], least[1:], below - most)
        if rest is not None and rest != rest_before:
            terms.append(joined("&", [query, rest]))
            rest_before = rest
        if rest == "":
            break
    return joined("|", terms)

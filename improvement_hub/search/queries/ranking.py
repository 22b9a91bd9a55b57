"""How well an entry answers: rare words weigh more, a title more than a text, what was typed more than a synonym."""

import math

from improvement_hub.search.asked import Part, any_of, joined, phrase, quoted
from improvement_hub.search.queries.counting import WEIGHTS, Condition

SAME, NEAR = 0.9, 0.35  # of what the typed word itself would weigh
STANDS_SOMEWHERE = 0.05
MOST_OF_IT = 0.6  # of the weight of all words, where no entry has all
IN_TITLE = 0.35


def weight(part: Part, entries: float) -> float:
    """The rarer, the more; of several words that of the rarest."""
    rarest = min((word.entries for word in part.telling), default=0)
    return math.log(1 + max(entries, rarest) / (1 + rarest))


def score(parts: list[Part], entries: float) -> Condition:
    """The sum over what was asked; a title that has all of it stands out."""
    sum_of, params = [], []
    asked = [part for part in parts if not part.is_excluded and part.telling]
    for part in asked:
        rank = rank_of(part)
        sum_of.append(f"%s * (%s + {rank.sql})")
        params += [weight(part, entries), STANDS_SOMEWHERE, *rank.params]
    title = joined("&", [f"{quoted(word.stem)}:A" for part in asked for word in part.telling])
    if title:
        sum_of.append("CASE WHEN telling @@ %s::tsquery THEN %s ELSE 0 END")
        params += [title, IN_TITLE * sum(weight(part, entries) for part in asked)]
    return Condition(f"round(({' + '.join(sum_of) or '0'})::numeric, 4)::float", params)


def rank_of(part: Part) -> Condition:
    names = [(1.0, any_of(part.words)), (SAME, joined("|", [phrase(words) for words in part.same]))]
    names.append((NEAR, joined("|", [phrase(words) for words in part.near])))
    named = [(share, query) for share, query in names if query]
    ranks = ", ".join(f"%s * ts_rank({WEIGHTS}, telling, %s::tsquery)" for _ in named)
    return Condition(f"greatest({ranks})", [value for pair in named for value in pair])

"""How well an entry answers: rare words weigh more, a title more than a text, what was typed more than a synonym."""

import math
from itertools import pairwise

from improvement_hub.search.asked import Part, any_of, joined, phrase, quoted
from improvement_hub.search.queries.counting import WEIGHTS, Condition

SAME, NEAR = 0.9, 0.35  # of what the typed word itself would weigh
STANDS_SOMEWHERE = 0.05
MOST_OF_IT = 0.4  # of the weight of all words, where no entry has all
IN_TITLE = 0.35
NAMED = 0.25
TOGETHER = 0.15

OFTEN = """coalesce((
    SELECT sum(a.heft * said.often / (said.often + 2.0)) FROM (
        SELECT lexeme, (SELECT sum(CASE w WHEN 'A' THEN 6 WHEN 'B' THEN 4 WHEN 'C' THEN 2 ELSE 1 END)
            FROM unnest(weights) w)::float AS often FROM unnest(e.words)
    ) said JOIN unnest(%s::text[], %s::float[]) a(lexeme, heft) USING (lexeme)
), 0)"""


def weight(part: Part, entries: float) -> float:
    """The rarer, the more; of several words that of the rarest."""
    rarest = min((word.entries for word in part.telling), default=0)
    return math.log(1 + max(entries, rarest + 1) / (1 + rarest))


def score(parts: list[Part], entries: float) -> Condition:
    """The sum over what was asked; a title that has all of it stands out."""
    sum_of, params = [], []
    asked = [part for part in parts if not part.is_excluded and part.telling]
    for part in asked:
        rank = rank_of(part)
        sum_of.append(f"%s * (%s + {rank.sql})")
        params += [weight(part, entries), STANDS_SOMEWHERE, *rank.params]
    title = joined("&", [f"{quoted(word.stem)}:A" for part in asked for word in part.telling])
    sum_of.append("CASE WHEN telling @@ %s::tsquery THEN %s ELSE 0 END")
    params += [title, IN_TITLE * sum(weight(part, entries) for part in asked)]
    return Condition(f"round(({' + '.join(sum_of)})::numeric, 4)::float", params)


def closer(parts: list[Part], entries: float) -> Condition:
    """By all of an entry's words: how often it says each (BM25F, by where it says it), other names where they really
    stand there, and words that stand together as they were typed."""
    asked = [part for part in parts if not part.is_excluded and part.telling]
    heft = {word.stem: weight(Part([word]), entries) for part in asked for word in part.telling}
    bonus, params = [OFTEN], [list(heft), list(heft.values())]
    for part in asked:
        for share, names in ((SAME, part.same), (NEAR, part.near)):
            for query in filter(None, map(phrase, names)):
                bonus.append("CASE WHEN e.words @@ %s::tsquery THEN %s ELSE 0 END")
                params += [query, NAMED * share * weight(part, entries) / len(names)]
    for first, second in pairs(parts):
        bonus.append("CASE WHEN e.words @@ %s::tsquery THEN %s ELSE 0 END")
        params += [phrase([*first.words, *second.words]), TOGETHER * (weight(first, entries) + weight(second, entries))]
    return Condition(" + ".join(bonus), params)


def pairs(parts):
    """Parts next to each other, those that say nothing between them included."""
    wanted = [part for part in parts if not part.is_excluded and part.telling]
    return list(pairwise(wanted))


def rank_of(part: Part) -> Condition:
    names = [(1.0, any_of(part.words)), (SAME, joined("|", [phrase(words) for words in part.same]))]
    names.append((NEAR, joined("|", [phrase(words) for words in part.near])))
    named = [(share, query) for share, query in names if query]
    ranks = ", ".join(f"%s * ts_rank({WEIGHTS}, telling, %s::tsquery)" for _ in named)
    return Condition(f"greatest({ranks})", [value for pair in named for value in pair])

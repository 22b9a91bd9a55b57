"""What one digest holds: at most three groups of at most five items, the closest to its reader first."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from improvement_hub.digests.queries import OVERLAP, begins, covered_until, told_since
from improvement_hub.digests.sources import GROUPS
from improvement_hub.digests.sources.items import Item, Reader

MOST_GROUPS = 3
MOST_ITEMS = 5
LONGEST = 60  # characters of a headline in the subject


@dataclass(frozen=True)
class Group:
    """`new` is everything that is new, `more` how many there are besides the items shown."""

    name: str
    path: str
    new: list[Item]
    uncounted: int

    @property
    def items(self) -> list[Item]:
        return self.new[:MOST_ITEMS]

    @property
    def count(self) -> int:
        return len(self.new) + self.uncounted

    @property
    def more(self) -> int:
        return self.count - len(self.items)


@dataclass(frozen=True)
class Contents:
    since: datetime
    groups: list[Group]

    @property
    def count(self) -> int:
        return sum(group.count for group in self.groups)

    @property
    def subject(self) -> str:
        """The two most telling things: of two groups the first of each, else the first two."""
        firsts = [group.items[0] for group in self.groups]
        telling = [*firsts, *(item for group in self.groups for item in group.items[1:])][:2]
        return "; ".join(shortened(item.headline) for item in telling)

    def things_to_remember(self, now) -> list[str]:
        """What was shown, and what is so recent that the next digest will look at it again."""
        shown = [item for group in self.groups for item in group.items]
        recent = [item for group in self.groups for item in group.new if item.moment >= now - OVERLAP]
        return list(dict.fromkeys(name for item in [*shown, *recent] for name in item.things))


def shortened(headline: str) -> str:
    """On one line, and cut at a word."""
    words = " ".join(headline.split())
    return words if len(words) <= LONGEST else words[: LONGEST - 1].rsplit(" ", 1)[0] + "…"


def contents_for(subscription, actor) -> Contents:
    """What is new for this actor since the subscription's last digest, by what they may see at this moment."""
    since = covered_until(subscription)
    looked = max(since - OVERLAP, begins(subscription))
    return what_is_new(actor, since, looked, told_since(subscription, looked))


def what_is_new(actor, since, looked=None, told=frozenset()) -> Contents:
    reader = Reader(actor)
    found = [group_of(*terms, reader, looked or since, told) for terms in GROUPS]
    return Contents(since, [group for group in found if group.new][:MOST_GROUPS])


def group_of(name, sources, reader, since, told) -> Group:
    found = [(source.page, *source.items(reader, since)) for source in sources]
    new = [(item, page) for page, items, _ in found for item in items if not told.issuperset(item.things)]
    new.sort(key=lambda pair: pair[0].moment, reverse=True)
    new.sort(key=lambda pair: pair[0].rank)
    new = told_once(new)
    rest = Counter(page for _, page in new[MOST_ITEMS:])
    for page, _, more in found:
        rest[page] += more
    [(most, _)] = rest.most_common(1)
    return Group(name, address_of(most, reader.actor), [item for item, _ in new], sum(more for *_, more in found))


def told_once(new):
    """What several sources tell, by the closest of them."""
    seen: set[str] = set()
    kept = []
    for item, page in new:
        if not seen.issuperset(item.things):
            kept.append((item, page))
        seen.update(item.things)
    return kept


def address_of(page, actor) -> str:
    """The list on the hub; it leaves out invented things unless asked for them."""
    return reverse(page) + ("?demonstration=include" if actor.demonstration else "")

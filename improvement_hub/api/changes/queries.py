"""What changed for an actor since a place in the order of changes."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import BigIntegerField, Exists, F, Max, OuterRef, Value

from improvement_hub.core.filters import with_demonstration
from improvement_hub.core.models import ChangeLog, Departure, SharedItem

NOTHING_YET = -1


@dataclass(frozen=True)
class Change:
    """One line: `word` is created, changed or removed; of what was removed no more than this is known."""

    collection: str
    item: UUID
    number: int
    word: str

    @property
    def is_there(self) -> bool:
        return self.word != "removed"


def log_id() -> UUID:
    return ChangeLog.objects.current_id()


def newest() -> int:
    """The number of the last change of all, whoever may see it; nought where there is none."""
    return max(model.objects.aggregate(last=Max("number"))["last"] or 0 for model in (SharedItem, Departure))


def shown(model, actor, collections, demonstration):
    rows = with_demonstration(model.objects.visible_to(actor), demonstration, shown=actor.demonstration)
    return rows.filter(collection__in=collections)


def changes(actor, *, since: int, began: int, most: int, collections, demonstration="") -> list[Change]:
    """At most so many, in order, each item once: as it stands now.

    since: the number up to which everything is known; -1: nothing is. began: of what left before this number the
    reader never knew. One statement, so that an item cannot slip between its two tables.
    """
    itself = {"collection": OuterRef("collection"), "item": OuterRef("item")}
    still = shown(SharedItem, actor, collections, demonstration).filter(**itself)
    later = shown(Departure, actor, collections, demonstration).filter(**itself, number__gt=OuterRef("number"))
    there = shown(SharedItem, actor, collections, demonstration).filter(number__gt=since)
    gone = shown(Departure, actor, collections, demonstration).filter(number__gt=max(since, began))
    gone = gone.filter(~Exists(still), ~Exists(later))
    nothing = Value(None, output_field=BigIntegerField())
    first, second = (
        rows.order_by("number").annotate(at=at).values_list("collection", "item", "number", "at")[:most]
        for rows, at in ((there, F("shared_at")), (gone, nothing))
    )
    rows = first.union(second, all=True).order_by("number")[:most]
    return [Change(name, item, number, word(at, since)) for name, item, number, at in rows]


def word(shared_at, since) -> str:
    if shared_at is None:
        return "removed"
    return "created" if shared_at > since else "changed"

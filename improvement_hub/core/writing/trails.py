"""The versions of a text, read from its audit trail: every one there ever was, and no second copy of any."""

from dataclasses import dataclass, field
from itertools import pairwise

from django.contrib.auth import get_user_model
from django.db.models import Model
from django.db.models.functions import MD5

from improvement_hub.core.differences import differences


@dataclass(frozen=True)
class Trail:
    """How versions of one model are told.

    `texts` (compared by digest, so that a list reads none of them) and `facts` name its fields, each with the words
    for it; several fields may have the same words. `shown` are the (heading, field) pairs whose differences one
    version shows, and `otherwise` says what changed where no field of its own did.
    """

    model: type[Model]
    texts: dict[str, str]
    facts: dict[str, str]
    shown: tuple[tuple[str, str], ...]
    otherwise: str = "nothing of its own"
    digests: dict[str, MD5] = field(init=False)

    def __post_init__(self):
        object.__setattr__(self, "digests", {f"{name}_digest": MD5(name) for name in self.texts})

    def events(self, row):
        events = self.model.pgh_event_model.objects.filter(pgh_obj_id=row.pk)  # type: ignore[attr-defined]
        return events.exclude(pgh_label="delete").order_by("pgh_id")

    def versions(self, row) -> list:
        """Every version, the latest first, without its texts; each with `by` and `changes`, in words."""
        events = list(self.events(row).annotate(**self.digests).defer(*self.texts))
        names = names_of(events)
        for before, event in pairwise([None, *events]):
            event.by, event.changes = who(event, names), self.changes(before, event)
        return events[::-1]

    def version(self, row, pk):
        """One version with its texts, and `before`, the version it replaced; None where there is no such version."""
        event = self.events(row).filter(pk=pk).first()
        if event:
            event.before = self.events(row).filter(pk__lt=pk).last()
            event.by = who(event, names_of([event]))
        return event

    def version_since(self, row, pk, earlier):
        """One version whose `before` is the one named instead, the later of the two in any case; None unless both are
        versions of this row, and two. pk, earlier: ids, or what somebody typed for them."""
        pks = {int(part) for part in (pk, earlier) if str(part).isdecimal() and len(str(part)) < 19}
        both = list(self.events(row).filter(pk__in=pks))
        if len(both) < 2:
            return None
        names = names_of(both)
        for event in both:
            event.by = who(event, names)
        both[1].before = both[0]
        return both[1]

    def changes(self, before, event) -> list[str]:
        if before is None:
            return ["first version"]
        words = self.facts | {f"{name}_digest": said for name, said in self.texts.items()}
        changed = [said for name, said in words.items() if getattr(before, name) != getattr(event, name)]
        if getattr(before, "state", None) != getattr(event, "state", None):
            changed.append(f"{before.get_state_display().lower()} → {event.get_state_display().lower()}")
        return list(dict.fromkeys(changed)) or [self.otherwise]

    def compared(self, version) -> list[tuple[str, list[tuple[str, str]]]]:
        """(heading of a text, its pieces) for each text that this version changed."""
        before = version.before
        if before is None:
            return []
        pairs = [(heading, getattr(before, name), getattr(version, name)) for heading, name in self.shown]
        return [(heading, differences(was, now)) for heading, was, now in pairs if was != now]


def names_of(events) -> dict[str, str]:
    people = get_user_model().objects.filter(pk__in={actor_in(event) for event in events} - {None})
    return {str(pk): name for pk, name in people.values_list("pk", "name")}


def actor_in(event) -> str | None:
    return (event.pgh_context or {}).get("actor")


def who(event, names) -> str:
    """A person by name; what the operator or a task did is the hub's doing."""
    return names.get(actor_in(event), "The hub")

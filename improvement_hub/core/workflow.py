"""When a thing may be done: transitions declared once, drawn as buttons on the page and as a list in the API."""

from collections.abc import Callable
from dataclasses import dataclass, field

from improvement_hub.core.errors import DomainError
from improvement_hub.core.permissions import allows, require
from improvement_hub.core.services import store


def always(subject) -> bool:
    return True


def says(sentence: str):
    """Gives a guard the sentence that a checklist shows once nothing of it blocks any more."""

    def with_sentence(guard):
        guard.met = sentence
        return guard

    return with_sentence


def sets_nothing(subject, by) -> None:
    return None


@dataclass(frozen=True)
class Transition:
    """From, to, guard, permission and label of one step.

    target: the state it leads to; or takes the subject and returns it, for a way back.
    guards: each takes the subject and returns the sentences that block the step (none: free to go).
    applies: whether the step makes sense at all now; one that does not is not offered.
    done: what is said once it is taken.
    takes_back: it undoes something, so a page asks before it is taken.
    aside: it leaves the way, so a page offers it beside the next step and not as one.
    sets: writes what the step decides beside the state, from the inputs named in `asks`.
    """

    name: str
    label: str
    sources: tuple[str, ...]
    target: str | Callable[..., str]
    permission: str
    guards: tuple[Callable[..., list[str]], ...] = ()
    applies: Callable[..., bool] = always
    asks: tuple[str, ...] = ()
    sets: Callable[..., None] = sets_nothing
    done: str = ""
    takes_back: bool = False
    aside: bool = False

    def checklist(self, subject) -> list["Check"]:
        """What the step rests on: each guard's sentence where it is met, else all that is missing."""
        return [check for guard in self.guards for check in checks(guard, subject)]

    def target_of(self, subject) -> str:
        return self.target(subject) if callable(self.target) else self.target


@dataclass(frozen=True)
class Check:
    """One line of a checklist."""

    sentence: str
    met: bool


def checks(guard, subject) -> list[Check]:
    missing = [Check(sentence, False) for sentence in guard(subject)]
    met = getattr(guard, "met", "")
    return missing or ([Check(met, True)] if met else [])


@dataclass(frozen=True)
class Step:
    """A transition as one actor meets it now."""

    name: str
    label: str
    asks: tuple[str, ...]
    checklist: list[Check] = field(default_factory=list)
    takes_back: bool = False
    aside: bool = False

    @property
    def blockers(self) -> list[str]:
        return [check.sentence for check in self.checklist if not check.met]


class Workflow:
    """The transitions of one model; `state` names its field."""

    def __init__(self, state: str, *transitions: Transition):
        self.state = state
        self.transitions = {transition.name: transition for transition in transitions}

    def steps(self, subject, actor) -> list[Step]:
        """What this actor may do next, each with what it rests on; those that leave the way come last."""
        found = [
            Step(t.name, t.label, t.asks, t.checklist(subject), t.takes_back, t.aside)
            for t in self.transitions.values()
            if getattr(subject, self.state) in t.sources and t.applies(subject) and allows(actor, t.permission, subject)
        ]
        return sorted(found, key=lambda step: step.aside)

    def ahead(self, subject) -> Transition | None:
        """The next step on the way, whoever takes it; none at its end."""
        state = getattr(subject, self.state)
        return next((t for t in self.transitions.values() if state in t.sources and not t.aside), None)

    def named(self, name: str) -> Transition:
        if name not in self.transitions:
            raise DomainError(f"There is no step called “{name}” here.", field="transition")
        return self.transitions[name]


def move(subject, name: str, *, by, **inputs):
    """Take one step: permission, state, guard, full_clean and save, in one place.

    Of the inputs, a step takes those it asks for. The row must be locked by the caller. Raises PermissionDenied
    or DomainError; nothing is saved then.
    """
    flow = subject.workflow
    step = flow.named(name)
    require(by, step.permission, subject)
    if getattr(subject, flow.state) not in step.sources:
        state = getattr(subject, f"get_{flow.state}_display")().lower()
        raise DomainError(f"“{step.label}” is not possible now: the state is “{state}”.")
    blockers = tuple(check.sentence for check in step.checklist(subject) if not check.met)
    if blockers:
        raise DomainError(" ".join(blockers), blockers=blockers)
    target = step.target_of(subject)
    step.sets(subject, by, **{name: inputs.get(name, "") for name in step.asks})
    setattr(subject, flow.state, target)
    return store(subject)

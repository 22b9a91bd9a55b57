"""Stages of development, and when a journey entry may be submitted, returned and published."""

from django.db import models
from django.utils import timezone

from improvement_hub.core.errors import DomainError
from improvement_hub.core.workflow import Transition, Workflow


class Stage(models.TextChoices):
    """How far a site has come. Development is no ladder: a site may go back, or skip a stage."""

    EXPLORING = "exploring", "Exploring"
    DESIGNING = "designing", "Designing"
    TRYING_OUT = "trying_out", "Trying out"
    EMBEDDING = "embedding", "Embedding"
    SHARING = "sharing", "Sharing"


MEANING = {
    Stage.EXPLORING: "finding out what has to change, and who has done it",
    Stage.DESIGNING: "working out the new way with those it is for",
    Stage.TRYING_OUT: "doing it in some places, and watching what happens",
    Stage.EMBEDDING: "making it the usual way",
    Stage.SHARING: "helping others to take it up",
}
NOT_KNOWN = "Stage not known"


class EntryState(models.TextChoices):
    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    RETURNED = "returned", "Returned"
    PUBLISHED = "published", "Published"


IN_ITS_WRITERS_HANDS = (EntryState.DRAFT, EntryState.RETURNED)


def says_what_was_hard(entry) -> list[str]:
    """A published entry tells what was done and what was hard about it: the hub promises both."""
    blockers = [] if entry.did.strip() else ["Write what you did."]
    return blockers if entry.found_hard.strip() else [*blockers, "Write what you found hard."]


def forget_reason(entry, by):
    entry.returned_reason = ""


def note_reason(entry, by, *, reason=""):
    """An entry is returned with a reason."""
    if not reason.strip():
        raise DomainError("Say what has to change before it can be published.", field="reason")
    entry.returned_reason = reason.strip()


def note_release(entry, by):
    """`released_at` is the first time, `shared_at` the latest."""
    entry.shared_at = timezone.now()
    entry.released_at = entry.released_at or entry.shared_at
    entry.returned_reason = ""


ENTRY_FLOW = Workflow(
    "state",
    Transition(
        "submit",
        "Submit",
        IN_ITS_WRITERS_HANDS,
        EntryState.SUBMITTED,
        "demonstrators.submit_entry",
        guard=says_what_was_hard,
        sets=forget_reason,
    ),
    Transition("take_back", "Take back", (EntryState.SUBMITTED,), EntryState.DRAFT, "demonstrators.submit_entry"),
    Transition(
        "return",
        "Return",
        (EntryState.SUBMITTED,),
        EntryState.RETURNED,
        "demonstrators.publish_entry",
        asks=("reason",),
        sets=note_reason,
    ),
    Transition(
        "publish",
        "Publish",
        (EntryState.DRAFT, EntryState.SUBMITTED, EntryState.RETURNED),
        EntryState.PUBLISHED,
        "demonstrators.publish_entry",
        guard=says_what_was_hard,
        sets=note_release,
    ),
    Transition("withdraw", "Withdraw", (EntryState.PUBLISHED,), EntryState.DRAFT, "demonstrators.publish_entry"),
)

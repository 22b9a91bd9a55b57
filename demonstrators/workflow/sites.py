"""Stages of development, and when a journey entry may be submitted, returned and published."""

from django.db import models

from improvement_hub.core.workflow import Transition, Workflow
from improvement_hub.core.writing.states import (
    IN_WRITING,
    WritingState,
    clear_reason,
    note_release,
    return_with_reason,
)


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


def says_what_was_hard(entry) -> list[str]:
    """A published entry tells what was done and what was hard about it: the hub promises both."""
    blockers = [] if entry.did.strip() else ["Write what you did."]
    return blockers if entry.found_hard.strip() else [*blockers, "Write what you found hard."]


ENTRY_FLOW = Workflow(
    "state",
    Transition(
        "submit",
        "Submit to an editor",
        IN_WRITING,
        WritingState.SUBMITTED,
        "demonstrators.submit_entry",
        guards=(says_what_was_hard,),
        sets=clear_reason,
        done="Submitted. An editor or director decides.",
    ),
    Transition(
        "take_back",
        "Take back",
        (WritingState.SUBMITTED,),
        WritingState.DRAFT,
        "demonstrators.submit_entry",
        done="Taken back: it is a draft again.",
        takes_back=True,
    ),
    Transition(
        "return",
        "Return to its author",
        (WritingState.SUBMITTED,),
        WritingState.RETURNED,
        "demonstrators.publish_entry",
        asks=("reason",),
        sets=return_with_reason,
        done="Returned, with your reason.",
    ),
    Transition(
        "publish",
        "Publish",
        (WritingState.DRAFT, WritingState.SUBMITTED, WritingState.RETURNED),
        WritingState.PUBLISHED,
        "demonstrators.publish_entry",
        guards=(says_what_was_hard,),
        sets=note_release,
        done="Published.",
    ),
    Transition(
        "withdraw",
        "Withdraw",
        (WritingState.PUBLISHED,),
        WritingState.DRAFT,
        "demonstrators.publish_entry",
        done="Withdrawn: it is a draft again.",
        takes_back=True,
    ),
)

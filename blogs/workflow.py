"""When a post may be submitted, returned, published and withdrawn. No other code assigns its state."""

from django.utils import timezone

from improvement_hub.core.workflow import Transition, Workflow
from improvement_hub.core.writing.states import (
    IN_WRITING,
    WritingState,
    clear_reason,
    note_release,
    return_with_reason,
)


def has_text(post) -> list[str]:
    return [] if post.body.strip() else ["The post has no text yet."]


def date_release(post, by):
    """A post from elsewhere keeps the day of its source, known or not; one written here is dated by its release."""
    note_release(post, by)
    if not post.comes_from_elsewhere:
        post.published_on = post.published_on or timezone.localdate(post.released_at)


POST_FLOW = Workflow(
    "state",
    Transition(
        "submit",
        "Submit to an editor",
        IN_WRITING,
        WritingState.SUBMITTED,
        "blogs.submit_post",
        guards=(has_text,),
        sets=clear_reason,
        done="Submitted. An editor or director decides.",
    ),
    Transition(
        "publish",
        "Publish",
        (WritingState.DRAFT, WritingState.SUBMITTED),
        WritingState.PUBLISHED,
        "blogs.publish_post",
        guards=(has_text,),
        sets=date_release,
        done="Published.",
    ),
    Transition(
        "return",
        "Return to its author",
        (WritingState.SUBMITTED,),
        WritingState.RETURNED,
        "blogs.return_post",
        asks=("reason",),
        sets=return_with_reason,
        done="Returned, with your reason.",
    ),
    Transition(
        "take_back",
        "Take back",
        (WritingState.SUBMITTED,),
        WritingState.DRAFT,
        "blogs.submit_post",
        done="Taken back: it is a draft again.",
        takes_back=True,
    ),
    Transition(
        "withdraw",
        "Withdraw",
        (WritingState.PUBLISHED,),
        WritingState.DRAFT,
        "blogs.withdraw_post",
        done="Withdrawn: it is a draft again.",
        takes_back=True,
    ),
)

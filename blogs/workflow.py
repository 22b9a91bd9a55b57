"""When a post may be submitted, returned, published and withdrawn. No other code assigns its state."""

from django.db import models
from django.utils import timezone

from improvement_hub.core.errors import DomainError
from improvement_hub.core.workflow import Transition, Workflow


class PostState(models.TextChoices):
    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    RETURNED = "returned", "Returned"
    PUBLISHED = "published", "Published"


IN_WRITING = (PostState.DRAFT, PostState.RETURNED)


def has_text(post) -> list[str]:
    return [] if post.body.strip() else ["The post has no text yet."]


def note_release(post, by):
    """A post from elsewhere keeps the day of its source, known or not; one written here is dated by its release."""
    post.shared_at = timezone.now()
    post.released_at = post.released_at or post.shared_at
    if not post.comes_from_elsewhere:
        post.published_on = post.published_on or timezone.localdate(post.released_at)


def return_with_reason(post, by, *, reason=""):
    """Whoever returns a post says why."""
    if not reason.strip():
        raise DomainError("Whoever returns a post says why.", field="reason")
    post.returned_reason = reason.strip()


def clear_reason(post, by):
    post.returned_reason = ""


POST_FLOW = Workflow(
    "state",
    Transition(
        "submit",
        "Submit to an editor",
        IN_WRITING,
        PostState.SUBMITTED,
        "blogs.submit_post",
        guard=has_text,
        sets=clear_reason,
    ),
    Transition(
        "publish",
        "Publish",
        (PostState.DRAFT, PostState.SUBMITTED),
        PostState.PUBLISHED,
        "blogs.publish_post",
        guard=has_text,
        sets=note_release,
    ),
    Transition(
        "return",
        "Return to its author",
        (PostState.SUBMITTED,),
        PostState.RETURNED,
        "blogs.return_post",
        asks=("reason",),
        sets=return_with_reason,
    ),
    Transition("take_back", "Take back", (PostState.SUBMITTED,), PostState.DRAFT, "blogs.submit_post"),
    Transition("withdraw", "Withdraw", (PostState.PUBLISHED,), PostState.DRAFT, "blogs.withdraw_post"),
)

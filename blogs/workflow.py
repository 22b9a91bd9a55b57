"""When a post may be published and withdrawn. No other code assigns its state."""

from django.db import models
from django.utils import timezone

from improvement_hub.core.workflow import Transition, Workflow


class PostState(models.TextChoices):
    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"


def has_text(post) -> list[str]:
    return [] if post.body.strip() else ["The post has no text yet."]


def note_release(post, by):
    """A post from elsewhere keeps the day of its source, known or not; one written here is dated by its release."""
    post.released_at = post.released_at or timezone.now()
    if not post.comes_from_elsewhere:
        post.published_on = post.published_on or timezone.localdate(post.released_at)


POST_FLOW = Workflow(
    "state",
    Transition(
        "publish",
        "Publish",
        (PostState.DRAFT,),
        PostState.PUBLISHED,
        "blogs.publish_post",
        guard=has_text,
        sets=note_release,
    ),
    Transition("withdraw", "Withdraw", (PostState.PUBLISHED,), PostState.DRAFT, "blogs.withdraw_post"),
)

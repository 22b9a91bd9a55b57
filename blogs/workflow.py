"""When a post may be submitted, returned, published and withdrawn. No other code assigns its state."""

from datetime import timedelta

from django.db import models
from django.utils import timezone

from improvement_hub.core.errors import DomainError
from improvement_hub.core.markdown import images_in
from improvement_hub.core.workflow import Transition, Workflow
from improvement_hub.core.writing.states import (
    IN_WRITING,
    clear_reason,
    note_release,
    return_with_reason,
)


class PostState(models.TextChoices):
    """Those of every text here, and one more: it comes out at a moment that is set."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    RETURNED = "returned", "Returned"
    SCHEDULED = "scheduled", "Scheduled"
    PUBLISHED = "published", "Published"


FARTHEST = timedelta(days=366)


def has_text(post) -> list[str]:
    return [] if post.body.strip() else ["The post has no text yet."]


def knows_its_images(post) -> list[str]:
    """Each image its text asks for is one of its own: nothing is fetched from elsewhere."""
    asked = {address.lower() for address in images_in(post.body)}
    if not asked or asked <= {image.reference for image in post.images.all()}:
        return []
    return ["The text asks for an image that the post does not have: add it under “Images”, or take it out."]


def date_release(post, by):
    """A post from elsewhere keeps the day of its source, known or not; one written here is dated by its release."""
    note_release(post, by)
    forget_moment(post, by)
    if not post.comes_from_elsewhere:
        post.published_on = post.published_on or timezone.localdate(post.released_at)


def set_moment(post, by, *, publish_at=None):
    """An editor says when it comes out."""
    if not publish_at:
        raise DomainError("Say when it is to be published.", field="publish_at")
    if publish_at <= timezone.now():
        raise DomainError("This moment has passed. Publish the post now, or give a later one.", field="publish_at")
    if publish_at > timezone.now() + FARTHEST:
        raise DomainError("A post is scheduled for a year ahead at most.", field="publish_at")
    post.publish_at = publish_at


def forget_moment(post, by):
    post.publish_at = None


POST_FLOW = Workflow(
    "state",
    Transition(
        "submit",
        "Submit to an editor",
        IN_WRITING,
        PostState.SUBMITTED,
        "blogs.submit_post",
        guards=(has_text, knows_its_images),
        sets=clear_reason,
        done="Submitted. An editor or director decides.",
    ),
    Transition(
        "publish",
        "Publish",
        (PostState.DRAFT, PostState.SUBMITTED, PostState.SCHEDULED),
        PostState.PUBLISHED,
        "blogs.publish_post",
        guards=(has_text, knows_its_images),
        sets=date_release,
        done="Published.",
    ),
    Transition(
        "schedule",
        "Schedule",
        (PostState.DRAFT, PostState.SUBMITTED),
        PostState.SCHEDULED,
        "blogs.schedule_post",
        guards=(has_text, knows_its_images),
        asks=("publish_at",),
        sets=set_moment,
        done="Scheduled. Until then nobody else sees it.",
    ),
    Transition(
        "unschedule",
        "Cancel the schedule",
        (PostState.SCHEDULED,),
        PostState.SUBMITTED,
        "blogs.schedule_post",
        sets=forget_moment,
        done="Cancelled: it waits for an editor again.",
        takes_back=True,
    ),
    Transition(
        "return",
        "Return to its author",
        (PostState.SUBMITTED,),
        PostState.RETURNED,
        "blogs.return_post",
        asks=("reason",),
        sets=return_with_reason,
        done="Returned, with your reason.",
    ),
    Transition(
        "take_back",
        "Take back",
        (PostState.SUBMITTED,),
        PostState.DRAFT,
        "blogs.submit_post",
        done="Taken back: it is a draft again.",
        takes_back=True,
    ),
    Transition(
        "withdraw",
        "Withdraw",
        (PostState.PUBLISHED,),
        PostState.DRAFT,
        "blogs.withdraw_post",
        done="Withdrawn: it is a draft again.",
        takes_back=True,
    ),
)

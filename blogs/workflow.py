"""When a post may be submitted, returned, published and withdrawn, and an event held or cancelled. No other code
assigns their states."""

from datetime import timedelta

from django.db import models
from django.utils import timezone

from improvement_hub.core.days import months_after
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


def tells_what_did_not_work(post) -> list[str]:
    """A case study written here has sections, one of them on what did not work; what a feed brought is as it came."""
    sections = getattr(post, "case_study", None) if post.kind == "case_study" else None
    if sections:
        return [] if sections.what_did_not_work.strip() else ["Say what did not work. Others learn most from it."]
    if post.kind != "case_study" or post.comes_from_elsewhere:
        return []
    return ["Put the case study into its sections: one of them says what did not work."]


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
        guards=(has_text, tells_what_did_not_work, knows_its_images),
        sets=clear_reason,
        done="Submitted. An editor or director decides.",
    ),
    Transition(
        "publish",
        "Publish",
        (PostState.DRAFT, PostState.SUBMITTED, PostState.SCHEDULED),
        PostState.PUBLISHED,
        "blogs.publish_post",
        guards=(has_text, tells_what_did_not_work, knows_its_images),
        sets=date_release,
        done="Published.",
    ),
    Transition(
        "schedule",
        "Schedule",
        (PostState.DRAFT, PostState.SUBMITTED),
        PostState.SCHEDULED,
        "blogs.schedule_post",
        guards=(has_text, tells_what_did_not_work, knows_its_images),
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


class EventState(models.TextChoices):
    PLANNED = "planned", "Planned"
    HELD = "held", "Held"
    CANCELLED = "cancelled", "Cancelled"


def has_begun(event) -> list[str]:
    return [] if event.starts_at <= timezone.now() else ["The event has not begun yet."]


def cancel_with_reason(event, by, *, reason=""):
    """Whoever cancels an event says why."""
    if not reason.strip():
        raise DomainError("Say why it is cancelled: councils may have booked their trains.", field="reason")
    event.cancelled_reason = reason.strip()


def clear_cancellation(event, by):
    event.cancelled_reason = ""


EVENT_FLOW = Workflow(
    "state",
    Transition(
        "hold",
        "Mark as held",
        (EventState.PLANNED,),
        EventState.HELD,
        "blogs.change_event",
        guards=(has_begun,),
        done="Held. Next: what was shown, and what to take home.",
    ),
    Transition(
        "cancel",
        "Cancel",
        (EventState.PLANNED,),
        EventState.CANCELLED,
        "blogs.change_event",
        asks=("reason",),
        sets=cancel_with_reason,
        done="Cancelled, with your reason.",
        aside=True,
    ),
    Transition(
        "plan_again",
        "Plan it after all",
        (EventState.CANCELLED, EventState.HELD),
        EventState.PLANNED,
        "blogs.change_event",
        sets=clear_cancellation,
        done="It is planned again.",
        takes_back=True,
        aside=True,
    ),
)


REVIEWED_AFTER = 24  # months after its publication or its last confirmation, its council is asked to confirm it
GRACE = 3  # months that its council then has, before a case study is marked as ageing
ARCHIVED_AFTER = 12  # months of ageing, after which lists leave it out


class Standing(models.TextChoices):
    """Whether the council of a case study still stands by it."""

    CURRENT = "current", "Current"
    AGEING = "ageing", "Ageing"
    ARCHIVED = "archived", "Archived"


def is_published(study) -> list[str]:
    return [] if study.post.is_published else ["It is not published."]


def grace_is_over(study) -> list[str]:
    due = study.review_by and months_after(study.review_by, GRACE)
    return [] if due and due <= timezone.localdate() else ["Its council still has time to confirm it."]


def has_aged(study) -> list[str]:
    due = months_after(study.ageing_since, ARCHIVED_AFTER)
    return [] if due <= timezone.localdate() else ["It has not been ageing for a year."]


def note_confirmation(study, by):
    study.confirmed_on, study.ageing_since = timezone.localdate(), None


def note_ageing(study, by):
    study.ageing_since = timezone.localdate()


STANDING_FLOW = Workflow(
    "standing",
    Transition(
        "confirm",
        "Confirm that it still holds",
        (Standing.CURRENT, Standing.AGEING, Standing.ARCHIVED),
        Standing.CURRENT,
        "blogs.confirm_case_study",
        guards=(is_published,),
        sets=note_confirmation,
        done="Confirmed. You are asked again in two years.",
    ),
    Transition(
        "age",
        "Mark as ageing",
        (Standing.CURRENT,),
        Standing.AGEING,
        "blogs.age_case_study",
        guards=(is_published, grace_is_over),
        sets=note_ageing,
    ),
    Transition(
        "archive",
        "Archive",
        (Standing.AGEING,),
        Standing.ARCHIVED,
        "blogs.age_case_study",
        guards=(is_published, has_aged),
    ),
)

"""The states of a text on its way to publication, and what returning one sets: posts and journey entries alike."""

from django.db import models
from django.utils import timezone

from improvement_hub.core.errors import DomainError

LONGEST_REASON = 1000


class WritingState(models.TextChoices):
    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    RETURNED = "returned", "Returned"
    PUBLISHED = "published", "Published"


IN_WRITING = (WritingState.DRAFT, WritingState.RETURNED)


def return_with_reason(text, by, *, reason=""):
    """Whoever returns a text says why."""
    if not reason.strip():
        raise DomainError("Say what has to change before it can be published.", field="reason")
    text.returned_reason = reason.strip()


def clear_reason(text, by):
    text.returned_reason = ""


def note_release(text, by):
    """`released_at` is the first time, `shared_at` the latest."""
    text.shared_at = timezone.now()
    text.released_at = text.released_at or text.shared_at
    clear_reason(text, by)

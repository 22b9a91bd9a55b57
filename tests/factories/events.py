"""Shared learning events, through the service that the pages call."""

from contextlib import closing
from datetime import timedelta

from django.utils import timezone

from blogs.services import add_event_file, plan_event
from improvement_hub.core.files.receiving import received


def plan(*, by, days=10, hours=3, **terms):
    """An event that begins in so many days and takes so many hours."""
    begins = timezone.now() + timedelta(days)
    facts = {"title": "What worked", "place": "Town hall", "starts_at": begins}
    return plan_event(**facts | {"ends_at": begins + timedelta(hours=hours)} | terms, by=by)


def event_file(event, by, content=b"%PDF-1.7 slides", *, name="slides.pdf", title="Slides"):
    with closing(received(name, [content])) as file:
        return add_event_file(event=event, file=file, title=title, by=by)

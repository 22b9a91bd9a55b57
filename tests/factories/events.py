"""Shared learning events, through the service that the pages call."""

from datetime import timedelta

from django.utils import timezone

from blogs.services import plan_event


def plan(*, by, days=10, hours=3, **terms):
    """An event that begins in so many days and takes so many hours."""
    begins = timezone.now() + timedelta(days)
    facts = {"title": "What worked", "place": "Town hall", "starts_at": begins}
    return plan_event(**facts | {"ends_at": begins + timedelta(hours=hours)} | terms, by=by)

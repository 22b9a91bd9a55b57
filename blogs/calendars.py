"""A shared learning event as iCalendar (RFC 5545), for calendar programs."""

from datetime import UTC
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar
from icalendar import Event as Entry

from blogs.workflow import EventState

STATUS = {EventState.PLANNED: "CONFIRMED", EventState.HELD: "CONFIRMED", EventState.CANCELLED: "CANCELLED"}


def calendar_of(event) -> bytes:
    """One calendar with one entry, known by its UID for good; a later version of it has a higher SEQUENCE."""
    made = Calendar()
    made.add("prodid", "-//Improvement Hub//Shared learning//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add_component(entry(event))
    return made.to_ical()


def entry(event) -> Entry:
    made = Entry()
    made.add("uid", f"{event.pk}@{urlsplit(settings.HUB_URL).hostname}")
    made.add("sequence", event.version)
    made.add("dtstamp", event.changed_at)
    made.add("last-modified", event.changed_at)
    made.add("created", event.created_at)
    made.add("summary", event.title)
    made.add("status", STATUS[event.state])
    made.add("url", settings.HUB_URL + event.get_absolute_url())
    made.add("description", event.summary)
    made.add("location", event.where)
    made.add("dtstart", event.starts_at.astimezone(UTC))
    made.add("dtend", event.ends_at.astimezone(UTC))
    return made

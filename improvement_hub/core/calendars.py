"""What every calendar of the hub has in common (RFC 5545)."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from icalendar import Calendar, Event, vDuration

REFRESH = vDuration(timedelta(hours=1), params={"VALUE": "DURATION"})


def calendar(name, events, *, product) -> bytes:
    """One calendar of these events; `product` says which part of the hub made it."""
    made = Calendar()
    made.add("prodid", f"-//Improvement Hub//{product}//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("name", name)
    made.add("x-wr-calname", name)
    made["refresh-interval"] = REFRESH
    for event in events:
        made.add_component(event)
    return made.to_ical()


def event_of(row, changed) -> Event:
    """Known by its UID for good; a later version of the row has a higher SEQUENCE."""
    made = Event()
    made.add("uid", f"{row.pk}@{urlsplit(settings.HUB_URL).hostname}")
    made.add("sequence", row.version)
    made.add("dtstamp", changed)
    made.add("last-modified", changed)
    made.add("created", row.created_at)
    made.add("summary", str(row))
    made.add("url", settings.HUB_URL + row.get_absolute_url())
    return made


def add_time(made, row):
    """In UTC, which every program turns into its reader's time; what has no time yet stands at its day."""
    if row.starts_at is None:
        made.add("dtstart", row.takes_place_on)
        made.add("transp", "TRANSPARENT")
        return
    made.add("dtstart", moment(row.takes_place_on, row.starts_at))
    if row.ends_at:
        made.add("dtend", moment(row.takes_place_on, row.ends_at))


def moment(day, time) -> datetime:
    """A day and time in London as a moment."""
    return datetime.combine(day, time, timezone.get_default_timezone()).astimezone(UTC)


def as_file(name, content: bytes) -> HttpResponse:
    found = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    found["Content-Disposition"] = f'attachment; filename="{slugify(name)}.ics"'
    found["X-Robots-Tag"] = "noindex"
    return found

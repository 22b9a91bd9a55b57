"""Visits as calendar files: when and where, never why; for calendar programs."""

from icalendar import Event

from improvement_hub.core import calendars
from improvement_hub.core.calendars import add_time, event_of


def calendar(name, visits) -> bytes:
    """One calendar of accepted and held visits."""
    return calendars.calendar(name, map(visit_event, visits), product="Visits")


def visit_event(visit) -> Event:
    made = event_of(visit, visit.changed_at)
    made.add("status", "CONFIRMED")
    made.add("categories", ["Visit"])
    made.add("location", ", ".join(filter(None, (visit.place, visit.link))))
    add_time(made, visit)
    return made

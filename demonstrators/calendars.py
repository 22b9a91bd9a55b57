"""Visits and open days for calendar programs: when, and where for those who may know; never why."""

from icalendar import Event

from demonstrators import queries
from improvement_hub.core import calendars
from improvement_hub.core.calendars import add_time, event_of


def calendar(name, visits) -> bytes:
    """One calendar of accepted and held visits."""
    return calendars.calendar(name, map(visit_event, visits), product="Visits")


def own_events(actor) -> list[Event]:
    """Visits of the councils one runs or of one's agency, and open days one runs or has places at."""
    visits, days = queries.own_visits(actor), queries.own_open_days(actor)
    return [*map(visit_event, visits), *map(open_day_event, days)]


def calendar_of_open_days(name, open_days) -> bytes:
    """One calendar; `open_days` say whether its reader knows where they are."""
    return calendars.calendar(name, map(open_day_event, open_days), product="Open days")


def open_day_event(open_day) -> Event:
    made = event_of(open_day, open_day.changed_at)
    made.add("status", "CANCELLED" if open_day.is_cancelled else "CONFIRMED")
    made.add("categories", ["Open day"])
    made.add("description", f"Demonstrator site: {open_day.site}")
    if open_day.knows_place:
        made.add("location", where(open_day))
    add_time(made, open_day)
    return made


def where(thing) -> str:
    return ", ".join(filter(None, (thing.place, thing.link)))


def visit_event(visit) -> Event:
    made = event_of(visit, visit.changed_at)
    made.add("status", "CONFIRMED")
    made.add("categories", ["Visit"])
    made.add("location", where(visit))
    add_time(made, visit)
    return made

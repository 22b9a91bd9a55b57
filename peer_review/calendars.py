"""Timetables as iCalendar (RFC 5545), for calendar programs: when, where, who; never what was heard."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event, vDuration

from peer_review.workflow import ActivityState, ReviewState

REFRESH = vDuration(timedelta(hours=1), params={"VALUE": "DURATION"})


def calendar(name, activities) -> bytes:
    """One calendar; `activities` come with their review, room and people."""
    made = Calendar()
    made.add("prodid", "-//Improvement Hub//Timetables//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("name", name)
    made.add("x-wr-calname", name)
    made["refresh-interval"] = REFRESH
    for activity in activities:
        made.add_component(event(activity))
    return made.to_ical()


def event(activity) -> Event:
    """Known by its UID for good; a later version of it has a higher SEQUENCE."""
    made = Event()
    changed = max(row.changed_at for row in (activity, activity.room) if row)
    made.add("uid", f"{activity.pk}@{urlsplit(settings.HUB_URL).hostname}")
    made.add("sequence", activity.version)
    made.add("dtstamp", changed)
    made.add("last-modified", changed)
    made.add("created", activity.created_at)
    made.add("summary", str(activity))
    made.add("status", status(activity))
    made.add("categories", [activity.get_kind_display()])
    made.add("url", settings.HUB_URL + activity.get_absolute_url())
    made.add("description", description(activity))
    if activity.where:
        made.add("location", location(activity))
    add_time(made, activity)
    return made


def status(activity) -> str:
    """What is done took place, whatever becomes of the review."""
    planned = activity.state == ActivityState.PLANNED
    if activity.state == ActivityState.CANCELLED or (planned and activity.review.state == ReviewState.CANCELLED):
        return "CANCELLED"
    return "TENTATIVE" if planned and activity.review.state == ReviewState.POSTPONED else "CONFIRMED"


def add_time(made, activity):
    """In UTC, which every program turns into its reader's time; what has no time yet stands at its day."""
    if activity.starts_at is None:
        made.add("dtstart", activity.takes_place_on)
        made.add("transp", "TRANSPARENT")
        return
    made.add("dtstart", moment(activity.takes_place_on, activity.starts_at))
    if activity.ends_at:
        made.add("dtend", moment(activity.takes_place_on, activity.ends_at))


def moment(day, time) -> datetime:
    """A day and time in London as a moment."""
    return datetime.combine(day, time, timezone.get_default_timezone()).astimezone(UTC)


def location(activity) -> str:
    whereabouts = activity.room.whereabouts if activity.room else ""
    return ", ".join(filter(None, (activity.where, whereabouts)))


def description(activity) -> str:
    names = ", ".join(member.who for member in activity.people)
    return "\n".join(filter(None, (f"Peer review: {activity.review}", names and f"Taking part: {names}")))

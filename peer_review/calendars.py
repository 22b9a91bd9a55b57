"""Timetables as iCalendar (RFC 5545), for calendar programs: when, where, who; never what was heard."""

from icalendar import Event

from improvement_hub.core import calendars
from improvement_hub.core.calendars import add_time, event_of
from peer_review.workflow import ActivityState, ReviewState


def calendar(name, activities, others=()) -> bytes:
    """One calendar; `activities` come with their review, room and people, `others` are events already."""
    return calendars.calendar(name, [*map(event, activities), *others], product="Timetables")


def event(activity) -> Event:
    made = event_of(activity, max(row.changed_at for row in (activity, activity.room) if row))
    made.add("status", status(activity))
    made.add("categories", [activity.get_kind_display()])
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


def location(activity) -> str:
    whereabouts = activity.room.whereabouts if activity.room else ""
    return ", ".join(filter(None, (activity.where, whereabouts)))


def description(activity) -> str:
    names = ", ".join(member.who for member in activity.people)
    return "\n".join(filter(None, (f"Peer review: {activity.review}", names and f"Taking part: {names}")))

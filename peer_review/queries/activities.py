from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.utils import timezone

from peer_review.models import (
    Activity,
    CalendarFeed,
    Evidence,
    KeyLineOfEnquiry,
    MethodActivity,
    Review,
    Room,
    TeamMember,
)


def activities(actor, review=None):
    """What is on the timetables, each with its room, and as `people` those who take part and sit on the team."""
    heard = Evidence.objects.standing().filter(activity=OuterRef("pk"))
    people = Prefetch("members", TeamMember.objects.sitting().select_related("person"), to_attr="people")
    rows = Activity.objects.visible_to(actor).select_related("review__host", "room").prefetch_related(people)
    rows = rows.annotate(was_heard=Exists(heard))
    return rows.filter(review=review) if review else rows


def taking_part(actor):
    """Of activities: those in which this person takes part, by a seat they sit on today."""
    return Q(attendances__member__in=TeamMember.objects.held_by(actor))


def my_activities(actor):
    """All that this person takes part in, in whichever review."""
    return activities(actor).filter(taking_part(actor))


def my_coming_activities(actor):
    return my_activities(actor).filter(takes_place_on__gte=timezone.localdate())


def readable_reviews(actor):
    """Reviews whose timetable this actor reads, for a calendar."""
    return Review.objects.readable_by(actor).select_related("host")


def lines_to_take_over(review):
    """Lines of the method's timetable that are not on the review's."""
    taken = Activity.objects.filter(review=review).exclude(method_line=None).values("method_line")
    return MethodActivity.objects.filter(method=review.method_id).exclude(pk__in=taken)


def keylines(actor):
    return KeyLineOfEnquiry.objects.visible_to(actor)


def rooms(actor, review=None):
    rows = Room.objects.visible_to(actor).select_related("review__host")
    return rows.filter(review=review) if review else rows


def own_feeds(actor):
    """The person's calendar addresses, unless they were ended: one row, or none."""
    return CalendarFeed.objects.visible_to(actor).filter(ended_at=None)


def own_feed(actor):
    return own_feeds(actor).first()


def kinds(review) -> list[dict]:
    """Planned against done for each kind that is on the timetable; one that was cancelled had been planned."""
    rows = Activity.objects.filter(review=review).order_by().values("kind")
    rows = rows.annotate(
        planned=Count("pk"),
        done=Count("pk", filter=Q(state="done")),
        cancelled=Count("pk", filter=Q(state="cancelled")),
    )
    found = {row["kind"]: row for row in rows}
    return [{**found[kind], "label": in_words(kind, found[kind]["planned"])} for kind in Activity.Kind if kind in found]


def in_words(kind, number) -> str:
    """As it is said after “0 of 1” and “2 of 3”."""
    return f"{kind.label.lower()}{'s' if number > 1 else ''}"

from datetime import datetime, timedelta

from django.db import transaction

from improvement_hub.accounts.handover import hands_over
from improvement_hub.core.errors import DomainError
from improvement_hub.core.permissions import require
from improvement_hub.core.services import lock, store
from improvement_hub.core.workflow import move
from peer_review.models import Activity, Attendance, Room, TeamMember
from peer_review.models.activities import ENDS_AFTER_START, ONE_OF_A_NAME
from peer_review.queries import lines_to_take_over
from peer_review.services.reviews import check_open
from peer_review.workflow import OPEN_STATES, ActivityState


@transaction.atomic
def plan_activity(*, review, by, people=(), id=None, **terms):
    """Plan a focus group, case review, interview, observation, document or data reading.

    people: members of its team who take part. terms: kind, title, takes_place_on, starts_at, ends_at, room, place.
    `id` is the one the sender made: the same one sent twice is stored once.
    """
    review = lock(review)
    require(by, "peer_review.plan_activity", review)
    check_open(review)
    known = review.activities.filter(pk=id).first() if id else None
    if known:
        return known
    activity = store_planned(Activity(review=review, **({"id": id} if id else {}), **terms))
    set_people(activity, people)
    return activity


@transaction.atomic
def take_over_timetable(*, review, by):
    """Put the lines of the method's timetable on the review's, each once; what is there already stays as it is."""
    review = lock(review)
    require(by, "peer_review.plan_activity", review)
    check_open(review)
    if review.starts_on is None:
        raise DomainError("First set the days of the visit: the method's timetable counts from the first.")
    return [store(from_line(line, review)) for line in lines_to_take_over(review)]


def from_line(line, review):
    day = review.starts_on + timedelta(days=line.day - 1)
    terms = {"kind": line.kind, "title": line.title, "takes_place_on": day, "starts_at": line.starts_at}
    return Activity(review=review, method_line=line, ends_at=end_of(line, day), **terms)


def end_of(line, day):
    """Nothing where its length is not known, or where that leads past midnight."""
    if line.starts_at is None or not line.minutes:
        return None
    end = datetime.combine(day, line.starts_at) + timedelta(minutes=line.minutes)
    return end.time() if end.date() == day else None


@transaction.atomic
def change_activity(*, activity, by, version=None, people=None, **terms):
    """Move an activity to another time, room or team members, or reword it; what is not given stays.

    Clashes are shown and forbid nothing. Raises StaleVersion when someone else was faster.
    """
    review = lock(activity.review)
    activity = lock(activity, version=version)
    require(by, "peer_review.plan_activity", review)
    check_open(review)
    for name, value in terms.items():
        setattr(activity, name, value)
    if people is not None:
        set_people(activity, people)
    return store_planned(activity)


def store_planned(activity):
    if activity.room and activity.room.review_id != activity.review_id:
        raise DomainError("This room belongs to another review.", field="room")
    if activity.ends_at and (activity.starts_at is None or activity.ends_at <= activity.starts_at):
        raise DomainError(ENDS_AFTER_START, field="ends_at")
    return store(activity)


def set_people(activity, people):
    """Those and no others take part; each sits on the review's team."""
    sitting = set(TeamMember.objects.sitting().filter(review=activity.review_id))
    for member in people:
        if member not in sitting:
            raise DomainError("Someone who takes part is on the visiting team.", field="people")
    activity.attendances.exclude(member__in=people).delete()
    for member in set(people) - {attendance.member for attendance in activity.attendances.select_related("member")}:
        store(Attendance(activity=activity, member=member))


@transaction.atomic
def remove_activity(*, activity, by, version=None):
    """Take an activity that was planned by mistake off the timetable; what took place or was heard stays."""
    review = lock(activity.review)
    activity = lock(activity, version=version)
    require(by, "peer_review.plan_activity", review)
    check_open(review)
    if activity.state == ActivityState.DONE:
        raise DomainError("This activity is done, so it stays on the timetable.")
    if activity.evidence.exists():
        raise DomainError("Evidence was logged in this activity, so it stays on the timetable.")
    activity.delete()
    return review


@transaction.atomic
def move_activity(*, activity, step, by, version=None):
    """Mark an activity as done or cancelled, or plan it again."""
    activity = lock(activity, version=version)
    check_open(activity.review)
    return move(activity, step, by=by)


@transaction.atomic
def add_room(*, review, by, **terms):
    """Add a room to those the host gives the review. terms: name, whereabouts, seats."""
    review = lock(review)
    require(by, "peer_review.arrange_rooms", review)
    check_open(review)
    return store_room(Room(review=review, **terms))


@transaction.atomic
def change_room(*, room, by, version=None, **terms):
    """Rename a room, or say where it is and how many it seats; what is not given stays."""
    room = lock_room(room, version, by)
    for name, value in terms.items():
        setattr(room, name, value)
    return store_room(room)


def store_room(room):
    if room.review.rooms.filter(name__iexact=room.name).exclude(pk=room.pk).exists():
        raise DomainError(ONE_OF_A_NAME, field="name")
    return store(room)


@transaction.atomic
def remove_room(*, room, by, version=None):
    """Give a room back; the activities planned in it first move elsewhere."""
    room = lock_room(room, version, by)
    planned = room.activities.count()
    if planned:
        words = "activity takes" if planned == 1 else "activities take"
        raise DomainError(f"{planned} {words} place in this room: first move each elsewhere.")
    room.delete()
    return room.review


def lock_room(room, version, by):
    """First the review, whose activities are planned in its rooms."""
    review = lock(room.review)
    room = lock(room, version=version)
    require(by, "peer_review.arrange_rooms", review)
    check_open(review)
    return room


@hands_over
def hand_over_activities(*, leaver, successor, council_ids, by):
    """What a leaver was to take part in, where the successor has taken their seat on the team."""
    theirs = Attendance.objects.filter(
        member__person=leaver,
        member__left_at__isnull=False,
        activity__state=ActivityState.PLANNED,
        activity__review__state__in=OPEN_STATES,
    )
    for attendance in theirs.select_related("activity__review").order_by("pk"):
        seat = TeamMember.objects.sitting().filter(review=attendance.activity.review, person=successor).first()
        activity = lock(attendance.activity)
        if seat and not activity.attendances.filter(member=seat).exists():
            attendance.member = seat
            store(attendance)
            store(activity)  # a new version, since others take part
            yield f"{successor} takes part in “{activity}”."

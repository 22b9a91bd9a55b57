"""Where a timetable asks too much: a room or a person twice at a time, a day without a visit.

It is said at the activity and above the timetable, and forbids nothing.
"""

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

from improvement_hub.core.templatetags.hub import day as in_words
from peer_review.models import Activity

BEFOREHAND = (Activity.Kind.DOCUMENT, Activity.Kind.DATA)  # what is read is often read before the visit


@dataclass(frozen=True)
class Clash:
    """Two activities that need the same, or one that stands outside the visit."""

    activities: tuple
    need: str = ""

    @property
    def sentence(self) -> str:
        titles = " and ".join(f"“{activity.title}”" for activity in self.activities)
        day = in_words(self.activities[0].takes_place_on)
        return f"{titles} both need {self.need} on {day}." if self.need else f"{titles} is on {day}, outside the visit."

    def seen_from(self, activity) -> str:
        if not self.need:
            return "Outside the days of the visit."
        other = next(other for other in self.activities if other != activity)
        return f"{self.need} is also in “{other.title}”, {other.hours}."


def clashes(activities) -> list[Clash]:
    """In the order of the timetable; of activities with their room, people and review, cancelled ones left out."""
    standing = [activity for activity in activities if activity.stands]
    pairs = ((one, other) for one, other in combinations(standing, 2) if at_once(one, other))
    both = [Clash(pair, need) for pair in pairs for need in needed_by_both(*pair)]
    return both + [Clash((activity,)) for activity in standing if outside_the_visit(activity)]


def at_once(one, other) -> bool:
    if one.takes_place_on != other.takes_place_on or None in (one.starts_at, other.starts_at):
        return False
    overlap = one.starts_at < other.finish and other.starts_at < one.finish
    return overlap or one.starts_at == other.starts_at


def needed_by_both(one, other) -> list[str]:
    room = [one.room.name] if one.room_id and one.room_id == other.room_id else []
    busy = {someone(member) for member in other.people}
    return room + [member.who for member in one.people if someone(member) in busy]


def someone(member):
    """Who sits there: a person, the same in every review; without an account, whoever has this seat."""
    return member.person_id or member.pk


def outside_the_visit(activity) -> bool:
    review, day = activity.review, activity.takes_place_on
    if review.starts_on is None or activity.kind in BEFOREHAND:
        return False
    return not review.starts_on <= day <= (review.ends_on or review.starts_on)


def by_activity(found) -> dict:
    """For each activity's id, what clashes with it, in sentences."""
    sentences = defaultdict(list)
    for clash in found:
        for activity in clash.activities:
            sentences[activity.pk].append(clash.seen_from(activity))
    return sentences


def clashes_of(activity, activities) -> list[str]:
    """What clashes with one activity of these."""
    return by_activity(clashes(activities)).get(activity.pk, [])

"""When a visit may be accepted, declined, withdrawn, arranged anew, called off and said to have been held."""

from django.db import models
from django.utils import timezone

from improvement_hub.core.errors import DomainError
from improvement_hub.core.workflow import Transition, Workflow, says


class VisitState(models.TextChoices):
    ASKED = "asked", "Asked for"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"
    CALLED_OFF = "called_off", "Called off"
    HELD = "held", "Held"


ARRANGED = (VisitState.ACCEPTED, VisitState.HELD)
WITH_REASON = (VisitState.DECLINED, VisitState.CALLED_OFF)
ARRANGEMENTS = ("takes_place_on", "starts_at", "ends_at", "place", "link", "message")


@says("The day of the visit has come.")
def its_day_has_come(visit) -> list[str]:
    return [] if visit.takes_place_on <= timezone.localdate() else ["The day of the visit has not come yet."]


def decide(visit, by):
    visit.decided_by_id, visit.decided_at = by.person_id, timezone.now()


def arrange(visit, by, *, takes_place_on="", starts_at="", ends_at="", place="", link="", message=""):
    """On a day to come, at a place or by a link to join."""
    if not takes_place_on:
        raise DomainError("Give the day of the visit.", field="takes_place_on")
    if takes_place_on < timezone.localdate():
        raise DomainError("This day has passed.", field="takes_place_on")
    if not (place.strip() or link):
        raise DomainError("Say where it takes place, or give a link to join by.", field="place")
    visit.takes_place_on, visit.starts_at, visit.ends_at = takes_place_on, starts_at or None, ends_at or None
    visit.place, visit.link, visit.message = place.strip(), link, message.strip()
    decide(visit, by)


def end_with_reason(visit, by, *, reason=""):
    if not reason.strip():
        raise DomainError("Say why: the other side reads it.", field="reason")
    visit.ended_reason = reason.strip()
    decide(visit, by)


VISIT_FLOW = Workflow(
    "state",
    Transition(
        "accept",
        "Accept",
        (VisitState.ASKED,),
        VisitState.ACCEPTED,
        "demonstrators.answer_visit",
        asks=ARRANGEMENTS,
        sets=arrange,
        done="Accepted. They are told by e-mail.",
    ),
    Transition(
        "decline",
        "Decline",
        (VisitState.ASKED,),
        VisitState.DECLINED,
        "demonstrators.answer_visit",
        asks=("reason",),
        sets=end_with_reason,
        done="Declined, with your reason. They are told by e-mail.",
    ),
    Transition(
        "withdraw",
        "Withdraw the request",
        (VisitState.ASKED,),
        VisitState.WITHDRAWN,
        "demonstrators.withdraw_visit",
        sets=decide,
        done="Withdrawn. They are told by e-mail.",
        takes_back=True,
    ),
    Transition(
        "mark_held",
        "It took place",
        (VisitState.ACCEPTED,),
        VisitState.HELD,
        "demonstrators.run_visit",
        guards=(its_day_has_come,),
        done="Recorded: the visit took place.",
    ),
    Transition(
        "rearrange",
        "Change day or place",
        (VisitState.ACCEPTED,),
        VisitState.ACCEPTED,
        "demonstrators.answer_visit",
        asks=ARRANGEMENTS,
        sets=arrange,
        done="Changed. They are told by e-mail.",
        aside=True,
    ),
    Transition(
        "call_off",
        "Call it off",
        (VisitState.ACCEPTED,),
        VisitState.CALLED_OFF,
        "demonstrators.run_visit",
        asks=("reason",),
        sets=end_with_reason,
        done="Called off, with your reason. They are told by e-mail.",
        aside=True,
    ),
)

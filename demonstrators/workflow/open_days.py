"""When an open day may be cancelled and said to have been held, and when places are given back and taken up."""

from django.db import models
from django.utils import timezone

from improvement_hub.core.errors import DomainError
from improvement_hub.core.workflow import Transition, Workflow, says


class OpenDayState(models.TextChoices):
    ANNOUNCED = "announced", "Announced"
    CANCELLED = "cancelled", "Cancelled"
    HELD = "held", "Held"


class BookingState(models.TextChoices):
    BOOKED = "booked", "Places booked"
    WAITING = "waiting", "On the waiting list"
    GIVEN_BACK = "given_back", "Given back"


IN_LINE = (BookingState.BOOKED, BookingState.WAITING)


@says("The day has come.")
def has_come(open_day) -> list[str]:
    return [] if open_day.takes_place_on <= timezone.localdate() else ["The day has not come yet."]


def is_to_come(booking) -> list[str]:
    return [] if booking.open_day.is_to_come else ["The open day is over or cancelled."]


def cancel_with_reason(open_day, by, *, reason=""):
    if not reason.strip():
        raise DomainError("Say why: all who booked read it.", field="reason")
    open_day.cancelled_reason = reason.strip()


OPEN_DAY_FLOW = Workflow(
    "state",
    Transition(
        "mark_held",
        "It took place",
        (OpenDayState.ANNOUNCED,),
        OpenDayState.HELD,
        "demonstrators.run_open_day",
        guards=(has_come,),
        done="Recorded: the open day took place.",
    ),
    Transition(
        "cancel",
        "Cancel it",
        (OpenDayState.ANNOUNCED,),
        OpenDayState.CANCELLED,
        "demonstrators.run_open_day",
        asks=("reason",),
        sets=cancel_with_reason,
        done="Cancelled, with your reason. All who booked are told by e-mail.",
        aside=True,
    ),
)
BOOKING_FLOW = Workflow(
    "state",
    Transition(
        "give_back",
        "Give the places back",
        IN_LINE,
        BookingState.GIVEN_BACK,
        "demonstrators.hold_booking",
        guards=(is_to_come,),
        done="Given back.",
        takes_back=True,
    ),
    Transition(
        "move_up",
        "Move up",
        (BookingState.WAITING,),
        BookingState.BOOKED,
        "demonstrators.move_up",
    ),
)

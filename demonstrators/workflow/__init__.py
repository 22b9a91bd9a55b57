"""When a thing of the demonstrator sites may be done. No other code assigns a state."""

from demonstrators.workflow.approaches import USE_FLOW, UseState
from demonstrators.workflow.open_days import BOOKING_FLOW, OPEN_DAY_FLOW, BookingState, OpenDayState
from demonstrators.workflow.sites import ENTRY_FLOW, MEANING, NOT_KNOWN, Stage
from demonstrators.workflow.visits import VISIT_FLOW, VisitState

__all__ = [
    "BOOKING_FLOW",
    "ENTRY_FLOW",
    "MEANING",
    "NOT_KNOWN",
    "OPEN_DAY_FLOW",
    "USE_FLOW",
    "VISIT_FLOW",
    "BookingState",
    "OpenDayState",
    "Stage",
    "UseState",
    "VisitState",
]

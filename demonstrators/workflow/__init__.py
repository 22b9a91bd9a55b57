"""When a thing of the demonstrator sites may be done. No other code assigns a state."""

from demonstrators.workflow.sites import ENTRY_FLOW, MEANING, NOT_KNOWN, Stage
from demonstrators.workflow.visits import VISIT_FLOW, VisitState

__all__ = ["ENTRY_FLOW", "MEANING", "NOT_KNOWN", "VISIT_FLOW", "Stage", "VisitState"]

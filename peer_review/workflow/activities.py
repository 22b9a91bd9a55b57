from improvement_hub.core.workflow import Transition, Workflow
from peer_review.workflow.states import ActivityState


def nothing_was_heard(activity) -> list[str]:
    heard = "Evidence was logged in this activity, so it took place: mark it as done."
    return [heard] if activity.was_heard else []


ACTIVITY_FLOW = Workflow(
    "state",
    Transition("mark_done", "Mark as done", (ActivityState.PLANNED,), ActivityState.DONE, "peer_review.plan_activity"),
    Transition(
        "cancel",
        "Cancel",
        (ActivityState.PLANNED,),
        ActivityState.CANCELLED,
        "peer_review.plan_activity",
        guards=(nothing_was_heard,),
    ),
    Transition(
        "plan_again",
        "Plan again",
        (ActivityState.DONE, ActivityState.CANCELLED),
        ActivityState.PLANNED,
        "peer_review.plan_activity",
    ),
)

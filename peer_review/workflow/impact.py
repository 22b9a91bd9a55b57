"""When a recommendation is answered and its actions move, and what the way of a review asks of both."""

from improvement_hub.core.errors import DomainError
from improvement_hub.core.workflow import Transition, Workflow, says
from peer_review.workflow.states import AFTER_FINAL, ActionState, RecommendationState, ReviewState

FOLLOWED_STATES = (*AFTER_FINAL, ReviewState.RECORDED)  # whose recommendations are asked after


def not_written(review) -> list[str]:
    """Recommendations follow the feedback, until the report is final; of an earlier review they come at any time."""
    if review.is_recorded:
        return []
    if review.is_final:
        return ["The report is final: its recommendations stay as they are."]
    given = review.feedback_given_at and not review.is_paused
    return [] if given else ["Recommendations follow the feedback: first give it."]


def not_followed(review) -> list[str]:
    """What the host does about it begins once the report is final, and ends with the review."""
    closed = review.state == ReviewState.CLOSED
    return ["The review is closed: its actions stay as they are."] if closed else not_reported(review)


def not_reported(review) -> list[str]:
    early = "The report is not final yet: the host answers its recommendations after that."
    return [] if review.state in FOLLOWED_STATES else [early]


def may_be_answered(recommendation) -> list[str]:
    return not_followed(recommendation.review)


def has_no_actions(recommendation) -> list[str]:
    planned = "Actions are planned for this recommendation: it stays accepted."
    return not_followed(recommendation.review) + ([planned] if recommendation.actions.exists() else [])


def may_move(action) -> list[str]:
    return not_followed(action.recommendation.review)


def decline(recommendation, by, *, reason=""):
    """The host may decline a recommendation, and must say why."""
    if not reason.strip():
        raise DomainError("The host may decline a recommendation, and must say why.", field="reason")
    recommendation.decline_reason = reason.strip()


def answer_again(recommendation, by):
    recommendation.decline_reason = ""


def stop(action, by, *, reason=""):
    """An action that is stopped says why."""
    if not reason.strip():
        raise DomainError("An action that is stopped says why.", field="reason")
    action.stop_reason = reason.strip()


def go_on(action, by):
    action.stop_reason = ""


RECOMMENDATION_FLOW = Workflow(
    "state",
    Transition(
        "accept",
        "Accept",
        (RecommendationState.OPEN,),
        RecommendationState.ACCEPTED,
        "peer_review.answer_recommendation",
        guards=(may_be_answered,),
        done="Accepted. Next: plan an action.",
    ),
    Transition(
        "decline",
        "Decline",
        (RecommendationState.OPEN, RecommendationState.ACCEPTED),
        RecommendationState.DECLINED,
        "peer_review.answer_recommendation",
        guards=(has_no_actions,),
        asks=("reason",),
        sets=decline,
        done="Declined, with your reason.",
    ),
    Transition(
        "reconsider",
        "Answer it again",
        (RecommendationState.ACCEPTED, RecommendationState.DECLINED),
        RecommendationState.OPEN,
        "peer_review.answer_recommendation",
        guards=(has_no_actions,),
        sets=answer_again,
        takes_back=True,
    ),
)

STANDING = (ActionState.NOT_STARTED, ActionState.UNDER_WAY)
ACTION_FLOW = Workflow(
    "state",
    Transition(
        "begin",
        "Begin",
        (ActionState.NOT_STARTED,),
        ActionState.UNDER_WAY,
        "peer_review.run_actions",
        guards=(may_move,),
    ),
    Transition(
        "finish",
        "Mark as done",
        STANDING,
        ActionState.DONE,
        "peer_review.run_actions",
        guards=(may_move,),
    ),
    Transition(
        "stop",
        "Stop it",
        STANDING,
        ActionState.STOPPED,
        "peer_review.run_actions",
        guards=(may_move,),
        asks=("reason",),
        sets=stop,
    ),
    Transition(
        "resume",
        "Take it up again",
        (ActionState.DONE, ActionState.STOPPED),
        ActionState.UNDER_WAY,
        "peer_review.run_actions",
        guards=(may_move,),
        sets=go_on,
        takes_back=True,
    ),
)


# What the steps of a review ask


@says("Each recommendation rests on findings.")
def recommendations_rest_on_findings(review) -> list[str]:
    """For `make_final`."""
    from peer_review.models import Ground

    thin = Ground.objects.filter(recommendation__review=review).exclude(statement__state="finding")
    sentence = "A recommendation rests on a hypothesis: make that a finding again, or change the recommendation."
    return [sentence] if thin.exists() else []


@says("What is recommended is written.")
def something_to_plan(review) -> list[str]:
    """For `plan_actions`."""
    known = review.recommendations.exists() or hasattr(review, "nothing_recommended")
    return [] if known else ["There is no recommendation. The review lead says so, if that is meant."]


@says("Each recommendation is declined with a reason, or has an action.")
def every_recommendation_is_answered(review) -> list[str]:
    """For `begin_follow_up`."""
    waiting = review.recommendations.filter(state=RecommendationState.OPEN).count()
    idle = review.recommendations.filter(state=RecommendationState.ACCEPTED, actions=None).count()
    blockers = [f"{of(waiting)} to be accepted or declined."] if waiting else []
    return blockers + ([f"{of(idle)} accepted and without an action."] if idle else [])


@says("Every follow-up is answered.")
def every_follow_up_is_answered(review) -> list[str]:
    """For `close`: nothing is lost before its impact is asked for."""
    asked = [(one, months) for one in review.recommendations.followed() for months in one.months_left]
    return [f"{len(asked)} follow-up answer{'s are' if len(asked) > 1 else ' is'} missing."] if asked else []


def of(number: int) -> str:
    return f"{number} recommendation{'s are' if number > 1 else ' is'}"

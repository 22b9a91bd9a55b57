from django.utils import timezone

from improvement_hub.core.errors import DomainError
from improvement_hub.core.models import Visibility
from improvement_hub.core.workflow import Transition, Workflow
from peer_review import gate
from peer_review.roles import TeamRole
from peer_review.workflow.states import PAUSED_STATES, StatementState


def still_moves(statement) -> bool:
    return statement.review.concludes


def may_hold(statement) -> bool:
    return statement.review.concludes and not statement.is_held


def may_lift(statement) -> bool:
    return statement.review.concludes and statement.is_held


def while_concluding(statement) -> list[str]:
    """The team concludes before its feedback, and corrects while the report is a draft."""
    review = statement.review
    if review.concludes:
        return []
    if review.state in PAUSED_STATES:
        return [f"The review is {review.get_state_display().lower()}: statements do not move."]
    if review.feedback_given_at:
        return ["Feedback has been given: statements move again only while the report is a draft."]
    return ["Statements move from the preparation on."]


def holder_of(statement) -> str:
    return TeamRole(statement.review.holder).label.lower()


def may_become_finding(statement) -> list[str]:
    held = [f"The {holder_of(statement)} holds this statement."] if statement.is_held else []
    return while_concluding(statement) + held + gate.missing(statement)


def may_be_held(statement) -> list[str]:
    held = [f"The {holder_of(statement)} holds this statement already."] if statement.is_held else []
    return while_concluding(statement) + held


def may_be_lifted(statement) -> list[str]:
    return while_concluding(statement) + ([] if statement.is_held else ["Nothing holds this statement."])


def open_to_host(statement, by):
    statement.visibility = Visibility.REVIEW


def back_to_team(statement, by):
    statement.visibility = Visibility.TEAM


def hold(statement, by, *, reason=""):
    """Only the observer may hold a statement, and must say why."""
    if not reason.strip():
        raise DomainError("Only the observer may hold a statement, and must say why.", field="reason")
    statement.visibility = Visibility.TEAM
    statement.held_at, statement.held_by_id, statement.hold_reason = timezone.now(), by.pk, reason.strip()


def lift(statement, by):
    statement.held_at, statement.held_by, statement.hold_reason = None, None, ""


STATEMENT_FLOW = Workflow(
    "state",
    Transition(
        "accept",
        "Make it a finding",
        (StatementState.HYPOTHESIS,),
        StatementState.FINDING,
        "peer_review.make_statements",
        guards=(may_become_finding,),
        applies=still_moves,
        sets=open_to_host,
    ),
    Transition(
        "reopen",
        "Return to hypothesis",
        (StatementState.FINDING,),
        StatementState.HYPOTHESIS,
        "peer_review.make_statements",
        guards=(while_concluding,),
        applies=still_moves,
        sets=back_to_team,
    ),
    Transition(
        "hold",
        "Hold",
        (StatementState.HYPOTHESIS, StatementState.FINDING),
        StatementState.HYPOTHESIS,
        "peer_review.hold_statement",
        guards=(may_be_held,),
        applies=may_hold,
        asks=("reason",),
        sets=hold,
    ),
    Transition(
        "lift",
        "Lift the hold",
        (StatementState.HYPOTHESIS,),
        StatementState.HYPOTHESIS,
        "peer_review.hold_statement",
        guards=(may_be_lifted,),
        applies=may_lift,
        sets=lift,
    ),
)

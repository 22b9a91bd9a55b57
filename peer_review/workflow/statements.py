from django.utils import timezone

from improvement_hub.core.errors import DomainError
from improvement_hub.core.models import Visibility
from improvement_hub.core.workflow import Transition, Workflow
from peer_review import gate
from peer_review.workflow.states import StatementState


def still_moves(statement) -> bool:
    return statement.review.is_open


def may_hold(statement) -> bool:
    return statement.review.is_open and not statement.is_held


def may_lift(statement) -> bool:
    return statement.review.is_open and statement.is_held


def before_feedback(statement) -> list[str]:
    return [] if statement.review.is_open else ["Feedback has been given: statements no longer move."]


def may_become_finding(statement) -> list[str]:
    held = ["The observer holds this statement."] if statement.is_held else []
    return before_feedback(statement) + held + gate.missing(statement)


def may_be_held(statement) -> list[str]:
    held = ["The observer holds this statement already."] if statement.is_held else []
    return before_feedback(statement) + held


def may_be_lifted(statement) -> list[str]:
    return before_feedback(statement) + ([] if statement.is_held else ["Nothing holds this statement."])


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
        guard=may_become_finding,
        applies=still_moves,
        sets=open_to_host,
    ),
    Transition(
        "reopen",
        "Return to hypothesis",
        (StatementState.FINDING,),
        StatementState.HYPOTHESIS,
        "peer_review.make_statements",
        guard=before_feedback,
        applies=still_moves,
        sets=back_to_team,
    ),
    Transition(
        "hold",
        "Hold",
        (StatementState.HYPOTHESIS, StatementState.FINDING),
        StatementState.HYPOTHESIS,
        "peer_review.hold_statement",
        guard=may_be_held,
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
        guard=may_be_lifted,
        applies=may_lift,
        sets=lift,
    ),
)

"""When the steps of a review, an activity and a statement may be taken. No other code assigns a state."""

from django.db import models
from django.utils import timezone

from improvement_hub.core.errors import DomainError
from improvement_hub.core.models import Visibility
from improvement_hub.core.workflow import Transition, Workflow
from peer_review import gate


class ReviewState(models.TextChoices):
    PREPARING = "preparing", "Preparing"
    ON_SITE = "on_site", "On site"
    ANALYSING = "analysing", "Analysing"
    FEEDBACK_GIVEN = "feedback_given", "Feedback given"
    RECORDED = "recorded", "Recorded from public facts"


OPEN_STATES = (ReviewState.PREPARING, ReviewState.ON_SITE, ReviewState.ANALYSING)


class ActivityState(models.TextChoices):
    PLANNED = "planned", "Planned"
    DONE = "done", "Done"
    CANCELLED = "cancelled", "Cancelled"


class StatementState(models.TextChoices):
    HYPOTHESIS = "hypothesis", "Hypothesis"
    FINDING = "finding", "Finding"


def ready_to_visit(review) -> list[str]:
    """A team with its review lead and its observer, a question, and something to do."""
    roles = set(review.roles_by_person.values())
    blockers = []
    if "review_lead" not in roles:
        blockers.append("The team needs a review lead.")
    if "observer" not in roles:
        blockers.append("The team needs an observer.")
    if not review.keylines.exists():
        blockers.append("Write at least one key line of enquiry.")
    if not review.activities.filter(state=ActivityState.PLANNED).exists():
        blockers.append("Plan at least one activity.")
    return blockers


def nothing_left_to_hear(review) -> list[str]:
    planned = review.activities.filter(state=ActivityState.PLANNED).count()
    if not planned:
        return []
    words = "activity is" if planned == 1 else "activities are"
    return [f"{planned} {words} still planned: mark each as done or cancelled."]


def ready_for_feedback(review) -> list[str]:
    from peer_review.models import Statement

    statements = Statement.objects.filter(keyline__review=review)
    blockers = [] if review.has_observer else ["The team needs an observer: the regional lead names one."]
    if not statements.findings().exists():
        blockers.append("There is no finding to report yet.")
    if statements.exclude(held_at=None).exists():
        blockers.append("The observer holds a statement; only the observer lifts that hold.")
    return blockers


def note_feedback(review, by):
    review.feedback_given_at = timezone.now()


def nothing_was_heard(activity) -> list[str]:
    heard = "Evidence was logged in this activity, so it took place: mark it as done."
    return [heard] if activity.was_heard else []


REVIEW_FLOW = Workflow(
    "state",
    Transition(
        "start_visit",
        "Start the visit",
        (ReviewState.PREPARING,),
        ReviewState.ON_SITE,
        "peer_review.lead_review",
        guard=ready_to_visit,
    ),
    Transition(
        "finish_visit",
        "Finish the visit",
        (ReviewState.ON_SITE,),
        ReviewState.ANALYSING,
        "peer_review.lead_review",
        guard=nothing_left_to_hear,
    ),
    Transition(
        "give_feedback",
        "Give feedback to the host",
        (ReviewState.ANALYSING,),
        ReviewState.FEEDBACK_GIVEN,
        "peer_review.lead_review",
        guard=ready_for_feedback,
        sets=note_feedback,
    ),
)

ACTIVITY_FLOW = Workflow(
    "state",
    Transition("mark_done", "Mark as done", (ActivityState.PLANNED,), ActivityState.DONE, "peer_review.plan_activity"),
    Transition(
        "cancel",
        "Cancel",
        (ActivityState.PLANNED,),
        ActivityState.CANCELLED,
        "peer_review.plan_activity",
        guard=nothing_was_heard,
    ),
    Transition(
        "plan_again",
        "Plan again",
        (ActivityState.DONE, ActivityState.CANCELLED),
        ActivityState.PLANNED,
        "peer_review.plan_activity",
    ),
)


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

from django.utils import timezone

from improvement_hub.core.workflow import Transition, Workflow
from peer_review.workflow.documents import documents_are_in
from peer_review.workflow.states import ActivityState, ReviewState


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
    return blockers + documents_are_in(review)


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

"""What a review's documents and self-assessment ask before the visit, and when they may still change."""

from django.utils import timezone

from improvement_hub.core.workflow import Transition, Workflow
from peer_review.workflow.states import ReviewState, SelfAssessmentState

SHARING_STATES = (ReviewState.FEEDBACK_GIVEN,)
BEFORE_VISIT = (ReviewState.PREPARING,)
WITHOUT_DOCUMENTS = (ReviewState.RECORDED,)


def takes_documents(review) -> bool:
    return review.state not in WITHOUT_DOCUMENTS


def before_the_visit(review) -> bool:
    return review.state in BEFORE_VISIT


def documents_are_in(review) -> list[str]:
    """Every document that the review must have is in, or waived with a reason."""
    from peer_review.models import ChecklistItem

    missing = [item for item in ChecklistItem.objects.filter(review=review, required=True) if item.is_missing]
    return [f"“{item}” is missing: add the document, or the review lead waives it with a reason." for item in missing]


def everything_is_said(assessment) -> list[str]:
    """A position statement, and a view on each key line."""
    blockers = [] if assessment.position.strip() else ["Write the position statement."]
    said = set(assessment.views.values_list("keyline_id", flat=True))
    open_lines = [line for line in assessment.review.keylines.all() if line.pk not in said]
    return blockers + [f"Say how you see “{line}”." for line in open_lines]


def is_before_the_visit(assessment) -> bool:
    return before_the_visit(assessment.review)


def note_giving(assessment, by):
    assessment.given_at, assessment.given_by_id = timezone.now(), by.pk


def note_taking_back(assessment, by):
    assessment.given_at, assessment.given_by = None, None


def not_yet_on_site(assessment) -> list[str]:
    return (
        [] if before_the_visit(assessment.review) else ["The visit has begun: the team works with what it was given."]
    )


SELF_ASSESSMENT_FLOW = Workflow(
    "state",
    Transition(
        "give",
        "Give to the team",
        (SelfAssessmentState.WRITING,),
        SelfAssessmentState.GIVEN,
        "peer_review.write_self_assessment",
        guard=everything_is_said,
        sets=note_giving,
    ),
    Transition(
        "take_back",
        "Take it back to change it",
        (SelfAssessmentState.GIVEN,),
        SelfAssessmentState.WRITING,
        "peer_review.write_self_assessment",
        guard=not_yet_on_site,
        applies=is_before_the_visit,
        sets=note_taking_back,
    ),
)

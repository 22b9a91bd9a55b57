"""What a review's documents and self-assessment ask before the visit, and when they may still change."""

from django.utils import timezone

from improvement_hub.core.workflow import Transition, Workflow, says
from peer_review.workflow.states import BEFORE_VISIT, ReviewState, SelfAssessmentState

WITHOUT_DOCUMENTS = (ReviewState.RECORDED, ReviewState.CANCELLED, ReviewState.CLOSED)


def takes_documents(review) -> bool:
    return review.state not in WITHOUT_DOCUMENTS


@says("Every document that the visit needs is in, or waived.")
def documents_are_in(review) -> list[str]:
    from peer_review.queries import required_documents

    missing = [item for item in required_documents(review) if item.is_missing]
    return [f"“{item}” is missing: add the document, or the review lead waives it with a reason." for item in missing]


@says("The self-assessment is with the team, if the method asks for one.")
def self_assessment_is_given(review) -> list[str]:
    from peer_review.models import SelfAssessment

    asked = review.method.asks_self_assessment
    given = asked and SelfAssessment.objects.filter(review=review, state=SelfAssessmentState.GIVEN).exists()
    return [] if given or not asked else [f"{review.host} gives its self-assessment to the team."]


@says("The position statement and a view on every key line are written.")
def everything_is_said(assessment) -> list[str]:
    """A position statement, and a view on each key line."""
    blockers = [] if assessment.position.strip() else ["Write the position statement."]
    said = set(assessment.views.values_list("keyline_id", flat=True))
    open_lines = [line for line in assessment.review.keylines.all() if line.pk not in said]
    return blockers + [f"Say how you see “{line}”." for line in open_lines]


def is_before_the_visit(assessment) -> bool:
    return assessment.review.state in BEFORE_VISIT


def note_giving(assessment, by):
    assessment.given_at, assessment.given_by_id = timezone.now(), by.pk


def note_taking_back(assessment, by):
    assessment.given_at, assessment.given_by = None, None


@says("The visit has not begun.")
def visit_has_not_begun(assessment) -> list[str]:
    begun = "The visit has begun: the team works with what it was given."
    return [] if is_before_the_visit(assessment) else [begun]


SELF_ASSESSMENT_FLOW = Workflow(
    "state",
    Transition(
        "give",
        "Give to the team",
        (SelfAssessmentState.WRITING,),
        SelfAssessmentState.GIVEN,
        "peer_review.write_self_assessment",
        guards=(everything_is_said,),
        sets=note_giving,
    ),
    Transition(
        "take_back",
        "Take it back to change it",
        (SelfAssessmentState.GIVEN,),
        SelfAssessmentState.WRITING,
        "peer_review.write_self_assessment",
        guards=(visit_has_not_begun,),
        applies=is_before_the_visit,
        takes_back=True,
        sets=note_taking_back,
    ),
)

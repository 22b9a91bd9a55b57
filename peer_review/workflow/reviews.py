"""The way of a review, declared once: from, to, what it rests on, who takes it, and its label."""

from django.utils import timezone

from improvement_hub.core.errors import DomainError
from improvement_hub.core.workflow import Transition, Workflow
from peer_review.workflow import guards, impact, reports, team
from peer_review.workflow.documents import documents_are_in, self_assessment_is_given
from peer_review.workflow.states import BEFORE_FINAL, ReviewState

LEAD, HOST, DIRECTOR, EITHER = (
    f"peer_review.{verb}_review" for verb in ("lead", "run_hosted", "direct_hosted", "change")
)
TAKEN_BY = {
    LEAD: "the review lead",
    HOST: "the host",
    DIRECTOR: "the host’s director",
    EITHER: "the host or the review lead",
}


def note_feedback(review, by):
    review.feedback_given_at = timezone.now()


def note_final(review, by):
    review.final_at = timezone.now()


def note_close(review, by):
    review.closed_at = timezone.now()


def pause(review, by, *, reason=""):
    """A review that stops has a reason; everyone with a part in it reads that."""
    if not reason.strip():
        raise DomainError("Say why; everyone with a part in this review reads it.", field="reason")
    if not review.resumes_at:
        review.resumes_at = review.state
    review.paused_since = review.paused_at
    review.paused_at, review.paused_by_id, review.pause_reason = timezone.now(), by.pk, reason.strip()


def go_back(review, by):
    review.paused_since = review.paused_at
    review.resumes_at, review.paused_at, review.paused_by, review.pause_reason = "", None, None, ""


def where_it_stopped(review) -> str:
    return review.resumes_at


REVIEW_FLOW = Workflow(
    "state",
    Transition(
        "agree_scope",
        "Agree the scope",
        (ReviewState.PROPOSED,),
        ReviewState.SCOPED,
        EITHER,
        guards=(guards.scope_is_written, guards.questions_are_written, guards.both_agree),
    ),
    Transition(
        "confirm_team",
        "Confirm the team",
        (ReviewState.SCOPED,),
        ReviewState.TEAM_CONFIRMED,
        EITHER,
        guards=(guards.team_is_complete, team.conflicts_are_settled),
    ),
    Transition(
        "begin_preparing",
        "Begin to prepare",
        (ReviewState.TEAM_CONFIRMED,),
        ReviewState.PREPARING,
        EITHER,
        guards=(guards.visit_is_dated,),
    ),
    Transition(
        "start_visit",
        "Start the visit",
        (ReviewState.PREPARING,),
        ReviewState.ON_SITE,
        LEAD,
        guards=(
            guards.team_is_complete,
            guards.questions_are_written,
            guards.both_agree,
            guards.something_is_planned,
            documents_are_in,
            self_assessment_is_given,
            team.conflicts_are_settled,
        ),
    ),
    Transition(
        "finish_visit",
        "Finish the visit",
        (ReviewState.ON_SITE,),
        ReviewState.ANALYSING,
        LEAD,
        guards=(guards.nothing_left_to_hear,),
    ),
    Transition(
        "give_feedback",
        "Give feedback to the host",
        (ReviewState.ANALYSING,),
        ReviewState.FEEDBACK_GIVEN,
        LEAD,
        guards=(guards.holder_is_seated, guards.something_was_found, guards.nothing_is_held),
        sets=note_feedback,
    ),
    Transition(
        "draft_report",
        "Start the report",
        (ReviewState.FEEDBACK_GIVEN,),
        ReviewState.DRAFT_REPORT,
        LEAD,
    ),
    Transition(
        "send_to_host",
        "Send to the host for its accuracy check",
        (ReviewState.DRAFT_REPORT,),
        ReviewState.ACCURACY_CHECK,
        LEAD,
        guards=(
            guards.holder_is_seated,
            guards.something_was_found,
            guards.nothing_is_held,
            reports.every_finding_stands,
            reports.every_paragraph_has_its_finding,
            reports.summary_is_written,
        ),
        asks=("deadline",),
        sets=reports.takes_deadline,
    ),
    Transition(
        "return_to_draft",
        "Take the report back to draft",
        (ReviewState.ACCURACY_CHECK,),
        ReviewState.DRAFT_REPORT,
        LEAD,
        takes_back=True,
        aside=True,
    ),
    Transition(
        "make_final",
        "Make the report final",
        (ReviewState.ACCURACY_CHECK,),
        ReviewState.FINAL,
        LEAD,
        guards=(
            guards.something_was_found,
            guards.nothing_is_held,
            impact.recommendations_rest_on_findings,
            reports.host_has_checked,
            reports.every_comment_is_answered,
            reports.every_paragraph_has_its_finding,
        ),
        sets=note_final,
    ),
    Transition(
        "plan_actions",
        "Start planning actions",
        (ReviewState.FINAL,),
        ReviewState.ACTION_PLANNING,
        HOST,
        guards=(impact.something_to_plan,),
    ),
    Transition(
        "begin_follow_up",
        "Begin the follow-up",
        (ReviewState.ACTION_PLANNING,),
        ReviewState.FOLLOW_UP,
        DIRECTOR,
        guards=(impact.every_recommendation_is_answered,),
    ),
    Transition(
        "close",
        "Close the review",
        (ReviewState.FOLLOW_UP,),
        ReviewState.CLOSED,
        DIRECTOR,
        guards=(impact.every_follow_up_is_answered,),
        sets=note_close,
    ),
    Transition(
        "postpone",
        "Postpone",
        BEFORE_FINAL,
        ReviewState.POSTPONED,
        EITHER,
        asks=("reason",),
        sets=pause,
        aside=True,
    ),
    Transition(
        "resume",
        "Go on with the review",
        (ReviewState.POSTPONED,),
        where_it_stopped,
        EITHER,
        sets=go_back,
    ),
    Transition(
        "cancel",
        "Cancel the review",
        (*BEFORE_FINAL, ReviewState.POSTPONED),
        ReviewState.CANCELLED,
        EITHER,
        asks=("reason",),
        sets=pause,
        aside=True,
    ),
    Transition(
        "reinstate",
        "Take the review up again",
        (ReviewState.CANCELLED,),
        where_it_stopped,
        EITHER,
        sets=go_back,
    ),
)

"""The way of a review: what blocks each step is said in sentences."""

import pytest
from django.core.exceptions import PermissionDenied

from improvement_hub.core.errors import DomainError, StaleVersion
from peer_review import services
from peer_review.models import Evidence
from tests.peer_review import scenes


def test_what_blocks_the_visit_is_said_in_sentences(cast):
    review = scenes.opened(cast)
    for seat in review.team.exclude(role="reviewer"):
        services.leave_team(member=seat, by=cast.actor("hana"))
    with pytest.raises(PermissionDenied):
        services.move_review(review=review, step="start_visit", by=cast.actor("ben"))
    services.join_team(review=review, person=cast.ben, role="review_lead", job_title="Head", by=cast.actor("hana"))
    with pytest.raises(DomainError) as refused:
        services.move_review(review=review, step="start_visit", by=cast.actor("ben"))
    assert refused.value.blockers == ("The team needs an observer.", "Plan at least one activity.")


def test_a_review_without_lead_and_questions_says_so(cast):
    from peer_review.workflow import ready_to_visit

    review = scenes.opened(cast, team=False)
    review.keylines.all().delete()
    assert ready_to_visit(review) == [
        "The team needs a review lead.",
        "The team needs an observer.",
        "Write at least one key line of enquiry.",
        "Plan at least one activity.",
    ]


def test_the_visit_ends_when_every_activity_is_done_or_cancelled(scene):
    with pytest.raises(DomainError, match=r"2 activities are still planned"):
        scene.move("finish_visit")
    services.move_activity(activity=scene.activities[0], step="mark_done", by=scene.actor("dev"))
    with pytest.raises(DomainError, match=r"1 activity is still planned"):
        scene.move("finish_visit")
    services.move_activity(activity=scene.activities[1], step="cancel", by=scene.actor("ben"))
    assert scene.move("finish_visit").state == "analysing"


def test_feedback_needs_a_finding_and_no_hold(scene):
    for activity in scene.activities:
        services.move_activity(activity=activity, step="mark_done", by=scene.actor("dev"))
    scene.move("finish_visit")
    with pytest.raises(DomainError, match="no finding to report"):
        scene.move("give_feedback")
    scene.finding()
    doubted = scene.hypothesis()
    scene.step(doubted, "hold", "carys", reason="Why?")
    with pytest.raises(DomainError, match="only the observer lifts that hold"):
        scene.move("give_feedback")
    scene.step(doubted, "lift", "carys", reason="Asked them.")
    review = scene.move("give_feedback")
    assert review.state == "feedback_given"
    assert review.feedback_given_at is not None


def test_a_step_out_of_turn_is_refused_with_the_state(scene):
    with pytest.raises(DomainError, match="“Start the visit” is not possible now: the state is “on site”"):
        scene.move("start_visit")


def test_a_step_that_does_not_exist_is_refused(scene):
    with pytest.raises(DomainError, match="no step called “publish”"):
        scene.move("publish")


@pytest.mark.parametrize("name", ["asha", "hana", "carys", "dev", "edie", "femi", "gwen", "robo", "nobody"])
def test_only_the_review_lead_moves_the_review(scene, name):
    with pytest.raises(PermissionDenied):
        scene.move("finish_visit", by=name)


def test_an_activity_can_be_planned_again(scene):
    done = services.move_activity(activity=scene.activities[0], step="mark_done", by=scene.actor("dev"))
    again = services.move_activity(activity=done, step="plan_again", by=scene.actor("dev"), version=done.version)
    assert again.state == "planned"


def test_a_step_on_a_stale_version_is_refused(scene):
    with pytest.raises(StaleVersion):
        services.move_review(
            review=scene.review, step="finish_visit", by=scene.actor("ben"), version=scene.review.version - 1
        )


def test_after_feedback_statements_stay_and_nothing_new_is_logged(scene):
    finding = scene.report()
    assert finding.visibility == "review"
    for step, by in (("reopen", "ben"), ("hold", "carys")):
        with pytest.raises(DomainError, match="Feedback has been given"):
            scene.step(finding, step, by, reason="Late.")
    link, activity = finding.links.first(), scene.activities[0]
    late = [
        scene.log,
        scene.hypothesis,
        lambda: services.change_statement(statement=finding, text="No.", bearing="strength", by=scene.actor("ben")),
        lambda: services.unlink_evidence(link=link, by=scene.actor("ben")),
        lambda: services.link_evidence(
            statement=finding, evidence=link.evidence, relation="challenges", by=scene.actor("ben")
        ),
        lambda: services.withdraw_evidence(evidence=link.evidence, reason="Late.", by=scene.actor("dev")),
        lambda: services.move_activity(activity=activity, step="plan_again", by=scene.actor("dev")),
        lambda: services.change_review(review=scene.review, scope="Late.", by=scene.actor("ben")),
        lambda: services.leave_team(member=scene.review.team.get(role="reviewer"), by=scene.actor("ben")),
    ]
    for work in late:
        with pytest.raises(DomainError, match="Feedback has been given"):
            work()
    assert Evidence.objects.count() == 3


def test_a_finding_first_returns_to_hypothesis_before_it_is_reworded(scene):
    with pytest.raises(DomainError, match="First return the finding"):
        services.change_statement(statement=scene.finding(), text="No.", bearing="strength", by=scene.actor("ben"))


def test_feedback_needs_an_observer(scene):
    scene.finding()
    for activity in scene.activities:
        services.move_activity(activity=activity, step="mark_done", by=scene.actor("dev"))
    scene.move("finish_visit")
    services.leave_team(member=scene.review.team.get(role="observer"), by=scene.actor("carys"))
    with pytest.raises(DomainError, match="The team needs an observer: the regional lead names one"):
        scene.move("give_feedback")


def test_a_hypothesis_can_be_reworded(scene):
    changed = services.change_statement(
        statement=scene.hypothesis(), text="Help comes late.", bearing="development", by=scene.actor("ben")
    )
    assert (changed.text, changed.bearing) == ("Help comes late.", "development")

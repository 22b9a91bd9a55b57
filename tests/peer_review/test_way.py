"""The way of a review: what blocks each step is said in sentences."""

import pytest
from django.core.exceptions import PermissionDenied

from improvement_hub.core.actor import OPERATOR
from improvement_hub.core.errors import DomainError, StaleVersion
from peer_review import services
from peer_review.models import Evidence, Review, Statement
from peer_review.workflow import REVIEW_FLOW
from peer_review.workflow.statements import while_concluding
from tests.peer_review import scenes


def test_what_blocks_the_visit_is_said_in_sentences(cast):
    review = scenes.prepared(cast)
    for seat in review.team.exclude(role="reviewer"):
        services.leave_team(member=seat, by=cast.actor("hana"))
    with pytest.raises(PermissionDenied):
        services.move_review(review=review, step="start_visit", by=cast.actor("ben"))
    services.join_team(
        review=review, person=cast.ben, role="review_lead", job_title="Head", declared=True, by=cast.actor("hana")
    )
    with pytest.raises(DomainError) as refused:
        services.move_review(review=review, step="start_visit", by=cast.actor("ben"))
    assert refused.value.blockers == ("The team needs an observer.", "Plan at least one activity.")


def test_before_the_preparation_nothing_is_heard_or_concluded(cast):
    review = scenes.opened(cast)
    keyline = review.keylines.first()
    activity = services.plan_activity(
        review=review, kind="focus_group", title="Social workers", takes_place_on=scenes.VISIT, by=cast.actor("ben")
    )
    with pytest.raises(DomainError, match=r"scope and team come first\."):
        scenes.Scene(cast, review, [keyline], [activity]).log()
    assert while_concluding(Statement(keyline=keyline)) == ["Statements move from the preparation on."]


def test_a_method_may_ask_several_people_for_a_role(cast):
    method = scenes.triad_method()
    auditors = {"role": "case_auditor", "minimum": 2, "maximum": None, "comes_from": ["review_lead", "agency"]}
    roles = [auditors, *method.roles.exclude(role="case_auditor").values("role", "minimum", "maximum", "comes_from")]
    wanted = services.define_method(
        slug="audit", name="Audit", summary="Of case files.", asks_self_assessment=False, roles=roles, by=OPERATOR
    )
    check = REVIEW_FLOW.named("confirm_team").checklist(scenes.opened(cast, method=wanted))
    assert [one.sentence for one in check if not one.met] == ["The team needs 2 people as case auditor; it has 0."]


def test_a_review_begins_as_a_proposal_and_says_what_each_step_rests_on(cast):
    review = scenes.opened(cast, team=False, scope="", starts_on=None, ends_on=None)
    review.keylines.all().delete()

    def missing(name):
        return [check.sentence for check in REVIEW_FLOW.named(name).checklist(review) if not check.met]

    assert review.state == "proposed"
    assert missing("agree_scope") == [
        "Write the scope.",
        "Write at least one key line of enquiry.",
        "Ashby agrees scope and key lines.",
        "Benfield agrees scope and key lines.",
    ]
    assert missing("confirm_team") == ["The team needs a review lead.", "The team needs an observer."]
    assert missing("begin_preparing") == ["Set the days of the visit."]
    assert missing("give_feedback")[0] == "The team needs an observer: the regional lead names one."


def test_what_is_met_stands_in_the_checklist_too(cast):
    [agree, *_] = REVIEW_FLOW.steps(scenes.opened(cast), cast.actor("hana"))
    assert [(check.sentence, check.met) for check in agree.checklist] == [
        ("The scope is written.", True),
        ("There are key lines of enquiry.", True),
        ("Ashby agrees scope and key lines.", False),
        ("Benfield agrees scope and key lines.", False),
    ]


def test_host_and_review_lead_agree_and_a_change_asks_the_other_again(cast):
    review = scenes.opened(cast)
    for who in ("carys", "dev", "edie", "femi", "gwen", "robo", "nobody"):
        with pytest.raises(PermissionDenied):
            services.agree_to_scope(review=review, by=cast.actor(who))
    for who in ("asha", "ben"):
        review = services.agree_to_scope(review=review, by=cast.actor(who))
    assert (review.host_agreed_by, review.lead_agreed_by) == (cast.asha, cast.ben)
    same = services.change_review(review=review, title="The front door", by=cast.actor("hana"))
    assert (same.host_agreed_by, same.lead_agreed_by) == (cast.asha, cast.ben)
    changed = services.change_review(review=review, keylines=["Is help timely?"], by=cast.actor("ben"))
    assert (changed.host_agreed_by, changed.lead_agreed_by) == (None, cast.ben)
    rescoped = services.change_review(review=review, scope="Neglect alone.", by=cast.actor("hana"))
    assert (rescoped.host_agreed_by, rescoped.lead_agreed_by) == (cast.hana, None)


@pytest.mark.parametrize(("step", "back"), [("postpone", "resume"), ("cancel", "reinstate")])
def test_a_review_stops_with_a_reason_and_goes_on_where_it_stopped(scene, step, back):
    with pytest.raises(DomainError, match="Say why") as refused:
        scene.move(step)
    assert refused.value.field == "reason"
    stopped = scene.move(step, "hana", reason=" An inspection came. ")
    assert (stopped.resumes_at, stopped.pause_reason, stopped.paused_by) == (
        "on_site",
        "An inspection came.",
        scene.cast.hana,
    )
    for work in (scene.log, scene.hypothesis):
        with pytest.raises(DomainError, match=f"The review is {stopped.state}: it does not change"):
            work()
    again = scene.move(back)
    assert (again.state, again.resumes_at, again.paused_at, again.pause_reason) == ("on_site", "", None, "")
    assert scene.log().activity == scene.activities[0]


def test_what_is_postponed_may_be_cancelled_and_still_knows_where_it_was(scene):
    scene.move("postpone", reason="Snow.")
    scene.move("cancel", reason="Too much snow.")
    assert (scene.review.where_it_stands, scene.review.pause_reason) == ("on_site", "Too much snow.")
    assert scene.move("reinstate").state == "on_site"


def test_a_statement_of_a_stopped_review_does_not_move(scene):
    statement = scene.hypothesis()
    scene.move("postpone", reason="Snow.")
    with pytest.raises(DomainError, match="The review is postponed: statements do not move"):
        scene.step(statement, "hold", "carys", reason="Why?")


def test_statements_move_again_while_the_report_is_a_draft_and_no_hold_reaches_the_host(scene):
    finding = scene.summarised()
    scene.step(finding, "hold", "carys", reason="The parents meant another service.")
    with pytest.raises(DomainError) as refused:
        scene.move("send_to_host")
    assert refused.value.blockers == (
        "There is no finding to report yet.",
        "The observer holds a statement; only the observer lifts that hold.",
        "A paragraph stands without its finding: “Help comes quickly.” is a hypothesis again. Take it out.",
    )
    scene.step(finding, "lift", "carys", reason="Asked them.")
    scene.step(finding, "accept", "ben")
    assert scene.move("send_to_host").state == "accuracy_check"
    assert scene.move("return_to_draft").state == "draft_report"


def test_a_final_review_goes_on_with_the_host_to_its_end(scene):
    scene.checked()
    services.recommend_nothing(review=scene.review, reason="All is well.", by=scene.actor("ben"))
    scene.finish()
    with pytest.raises(DomainError, match=r"the team stays as it was\."):
        scene.guest()
    for step, who in (("plan_actions", "hana"), ("begin_follow_up", "asha"), ("close", "asha")):
        with pytest.raises(PermissionDenied):
            scene.move(step)
        scene.move(step, who)
    review = Review.objects.get()
    assert (review.state, review.final_at is None, review.closed_at is None) == ("closed", False, False)
    with pytest.raises(DomainError, match="“Cancel the review” is not possible now"):
        scene.move("cancel", reason="Late.")


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

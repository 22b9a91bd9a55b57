"""One place where a state moves: permission, state, guard, inputs, and nothing saved when one of them says no."""

import pytest
from django.core.exceptions import PermissionDenied

from improvement_hub.core.errors import DomainError
from improvement_hub.core.workflow import Check, Transition, Workflow, always, move, says, sets_nothing
from peer_review.models import Activity, Statement


@pytest.fixture
def statement(scene):
    return scene.hypothesis(scene.enough())


def saved(statement):
    return Statement.objects.values("state", "held_at", "hold_reason", "version").get(pk=statement.pk)


def test_a_step_that_is_free_is_taken_and_saved(scene, statement):
    moved = move(statement, "accept", by=scene.actor("ben"))
    assert (moved.state, moved.visibility, saved(statement)["state"]) == ("finding", "review", "finding")


@pytest.mark.parametrize("who", ["asha", "hana", "carys", "dev", "edie", "femi", "gwen", "robo", "nobody"])
def test_permission_is_asked_first(scene, statement, who):
    before = saved(statement)
    with pytest.raises(PermissionDenied):
        move(statement, "accept", by=scene.actor(who))
    assert saved(statement) == before


def test_a_step_starts_from_its_own_states(scene, statement):
    with pytest.raises(DomainError) as refused:
        move(statement, "reopen", by=scene.actor("ben"))
    assert refused.value.sentence == "“Return to hypothesis” is not possible now: the state is “hypothesis”."


def test_a_guard_says_everything_that_blocks(scene):
    thin = scene.hypothesis()
    with pytest.raises(DomainError) as refused:
        move(thin, "accept", by=scene.actor("ben"))
    assert refused.value.blockers == (
        "3 more pieces of evidence needed.",
        "2 more kinds of source needed.",
        "2 more activities needed.",
    )
    assert refused.value.sentence == " ".join(refused.value.blockers)
    assert saved(thin)["state"] == "hypothesis"


def test_a_step_takes_the_inputs_it_asks_for_and_no_others(scene, statement):
    held = move(statement, "hold", by=scene.actor("carys"), reason=" Too thin. ", state="finding", visibility="public")
    assert (held.hold_reason, held.state, held.visibility) == ("Too thin.", "hypothesis", "team")


def test_an_input_that_is_missing_is_empty(scene, statement):
    with pytest.raises(DomainError, match="must say why") as refused:
        move(statement, "hold", by=scene.actor("carys"))
    assert refused.value.field == "reason"


@pytest.mark.parametrize("reason", ["x" * 501, "See 943 476 5919"])
def test_what_the_model_refuses_is_a_sentence_too(scene, statement, reason):
    before = saved(statement)
    with pytest.raises(DomainError):
        move(statement, "hold", by=scene.actor("carys"), reason=reason)
    assert saved(statement) == before


def test_a_step_that_does_not_exist_is_no_crash(scene, statement):
    with pytest.raises(DomainError, match="There is no step called “crown” here") as refused:
        move(statement, "crown", by=scene.actor("ben"))
    assert refused.value.field == "transition"


def test_steps_are_those_of_this_actor_in_this_state(scene, statement):
    def names(who):
        return [step.name for step in statement.workflow.steps(statement, scene.actor(who))]

    assert (names("ben"), names("carys"), names("dev"), names("robo")) == (["accept"], ["hold"], [], [])


def test_a_step_carries_what_still_blocks_it(scene):
    thin = scene.hypothesis()
    [step] = thin.workflow.steps(thin, scene.actor("ben"))
    assert (step.label, step.asks, len(step.blockers)) == ("Make it a finding", (), 3)


def test_without_a_guard_nothing_blocks():
    plain = Transition("go", "Go", ("a",), "b", "peer_review.read_review")
    assert (plain.guards, plain.applies, plain.sets) == ((), always, sets_nothing)
    assert (plain.checklist(None), plain.applies(None), plain.sets(None, None)) == ([], True, None)


def test_a_checklist_shows_what_is_met_beside_what_is_missing():
    @says("It is warm.")
    def warm(subject):
        return [] if subject["warm"] else ["Light the fire.", "Shut the window."]

    def dry(subject):
        return [] if subject["dry"] else ["Mend the roof."]

    plain = Transition("go", "Go", ("a",), "b", "peer_review.read_review", guards=(warm, dry))
    assert plain.checklist({"warm": True, "dry": False}) == [Check("It is warm.", True), Check("Mend the roof.", False)]
    assert plain.checklist({"warm": False, "dry": True}) == [
        Check("Light the fire.", False),
        Check("Shut the window.", False),
    ]


def test_a_way_back_knows_where_it_leads():
    back = Transition("back", "Back", ("a",), lambda subject: subject["from"], "peer_review.read_review")
    assert back.target_of({"from": "b"}) == "b"


def test_a_workflow_knows_its_steps_by_name():
    flow = Workflow("state", Transition("go", "Go", ("a",), "b", "peer_review.read_review"))
    assert flow.named("go").target == "b"
    assert Activity.workflow.named("cancel").label == "Cancel"

"""Who sees what of a review, for the whole cast; a leak test puts in what could leak."""

import pytest
from django.core.exceptions import PermissionDenied

from improvement_hub.core.errors import DomainError
from peer_review import services
from peer_review.models import Activity, Evidence, KeyLineOfEnquiry, Review, Statement, Support, TeamMember
from peer_review.workflow import ReviewState
from tests.cast import NAMES
from tests.factories import CouncilFactory, ThemeFactory
from tests.peer_review import scenes

TEAM = {"ben", "carys", "dev"}
HOST = {"asha", "hana"}


def who_sees(cast, model):
    return {name for name in NAMES if model.objects.visible_to(cast.actor(name)).exists()}


def test_while_the_team_works_the_host_sees_no_evidence_and_no_statement(scene):
    scene.finding()
    scene.hypothesis()
    assert who_sees(scene.cast, Evidence) == TEAM
    assert who_sees(scene.cast, Statement) == TEAM
    assert who_sees(scene.cast, Support) == TEAM
    assert who_sees(scene.cast, Review) == TEAM | HOST | {"edie"}
    for model in (KeyLineOfEnquiry, TeamMember, Activity):
        assert who_sees(scene.cast, model) == TEAM | HOST


def test_from_the_feedback_on_the_host_sees_findings_and_never_hypotheses_or_evidence(scene):
    scene.hypothesis()
    finding = scene.report()
    for name in HOST:
        assert list(Statement.objects.visible_to(scene.actor(name))) == [finding]
    assert who_sees(scene.cast, Evidence) == TEAM
    assert who_sees(scene.cast, Statement) == TEAM | HOST


@pytest.mark.parametrize(
    ("visibility", "readers"),
    [
        ("review", TEAM | HOST),
        ("region", TEAM | HOST | {"edie", "robo"}),
        ("sector", TEAM | HOST | {"edie", "femi", "robo"}),
        ("public", set(NAMES)),
    ],
)
def test_the_hosts_director_decides_who_reads_a_finding(scene, visibility, readers):
    finding = scene.report()
    shared = services.share_finding(finding=finding, visibility=visibility, by=scene.actor("asha"))
    assert shared.visibility == visibility
    assert who_sees(scene.cast, Statement) == readers
    assert who_sees(scene.cast, Review) == readers | {"edie"}
    assert who_sees(scene.cast, Evidence) == TEAM


@pytest.mark.parametrize("name", [name for name in NAMES if name != "asha"])
def test_nobody_but_the_hosts_director_shares_a_finding(scene, name):
    finding = scene.report()
    with pytest.raises(PermissionDenied):
        services.share_finding(finding=finding, visibility="public", by=scene.actor(name))


def test_a_finding_is_not_shared_before_feedback(scene):
    with pytest.raises(DomainError, match="once feedback was given"):
        services.share_finding(finding=scene.finding(), visibility="public", by=scene.actor("asha"))


def test_a_hypothesis_is_never_shared(scene):
    hypothesis = scene.hypothesis()
    scene.report()
    with pytest.raises(DomainError, match="once feedback was given"):
        services.share_finding(finding=hypothesis, visibility="public", by=scene.actor("asha"))


def test_a_finding_the_host_has_seen_does_not_go_back_to_the_team(scene):
    with pytest.raises(DomainError, match="cannot go back") as refused:
        services.share_finding(finding=scene.report(), visibility="team", by=scene.actor("asha"))
    assert refused.value.field == "visibility"


def test_who_left_the_team_sees_nothing_of_it_any_more(scene):
    scene.log()
    services.leave_team(member=scene.review.team.get(person=scene.cast.dev), by=scene.actor("ben"))
    assert not Evidence.objects.visible_to(scene.actor("dev")).exists()
    assert not Review.objects.visible_to(scene.actor("dev")).exists()


def test_what_is_recorded_from_public_facts_is_for_everyone_and_counts_as_no_finding(cast):
    facts = {
        "host": cast.host,
        "title": "Neglect",
        "theme": ThemeFactory(),
        "public_summary": "Seven visited.",
    }
    first, second = services.record_review(**facts), services.record_review(**facts)
    assert first == second
    assert first.state == ReviewState.RECORDED
    assert who_sees(cast, Review) == set(NAMES)
    assert Statement.objects.count() == 0


def test_a_leavers_reviews_are_handed_over_and_the_observers_seat_waits(scene):
    from improvement_hub.accounts.services import record_leaver
    from tests.factories import MembershipFactory, PersonFactory

    heir = PersonFactory(name="Heir", organisation=scene.cast.hana.organisation)
    MembershipFactory(person=heir, role="improvement_officer")
    said = record_leaver(person=scene.cast.hana, successor=heir, last_day=scenes.VISIT, by=scene.actor("asha"))
    assert said == ["Heir now runs “Front door, Ashby” for the host."]
    assert Review.objects.get().host_officer == heir


def test_other_reviews_do_not_leak_into_a_teams_rows(scene):
    other_host, lead, observer = CouncilFactory(), CouncilFactory(), CouncilFactory()
    stranger = services.record_review(
        host=other_host, title="Elsewhere", theme=ThemeFactory(), public_summary="Public."
    )
    assert stranger not in Review.objects.readable_by(scene.actor("ben"))
    assert {lead, observer} & {scene.review.review_lead, scene.review.observer} == set()

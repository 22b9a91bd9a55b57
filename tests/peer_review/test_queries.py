"""What forms of a review offer to choose from."""

import pytest

from improvement_hub.accounts.roles import Role
from peer_review import queries, services
from tests.cast import member, person_of
from tests.factories import MembershipFactory, OrganisationFactory
from tests.peer_review import scenes

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(cast):
    return scenes.on_site(cast)


def test_evidence_of_its_own_key_line_is_offered_first_and_no_piece_twice(scene):
    elsewhere, linked, withdrawn, here = scene.log(keyline=1), scene.log(), scene.log(), scene.log()
    statement = scene.hypothesis([linked])
    services.withdraw_evidence(evidence=withdrawn, reason="Misheard.", by=scene.actor("dev"))
    assert list(queries.unlinked_evidence(scene.actor("ben"), statement)) == [here, elsewhere]
    assert list(queries.unlinked_evidence(scene.actor("asha"), statement)) == []


def test_an_unlinked_piece_is_offered_again(scene):
    piece = scene.log()
    statement = scene.hypothesis([piece])
    services.unlink_evidence(link=statement.links.get(), by=scene.actor("ben"))
    assert list(queries.unlinked_evidence(scene.actor("ben"), statement)) == [piece]


def test_the_team_comes_from_both_councils_and_agencies_and_never_from_the_host(scene, cast):
    lou = member("Lou", cast.observing, Role.EDITOR)
    both = member("Both", cast.leading, Role.OFFICER)
    MembershipFactory(person=both, role=Role.EDITOR, council=cast.host)
    invented = person_of("Invented", OrganisationFactory(demonstration=True))
    MembershipFactory(person=invented, role=Role.PARTNER)
    assert set(queries.people_for_team(scene.review)) == {cast.ben, cast.carys, cast.dev, lou}
    assert set(queries.possible_observers(scene.review)) == {cast.carys, lou}


def test_someone_who_left_has_no_seat_any_more(scene, cast):
    reviewer = scene.review.team.get(person=cast.dev)
    services.leave_team(member=reviewer, by=scene.actor("ben"))
    assert {seat.person for seat in queries.seats(scene.review)} == {cast.ben, cast.carys}

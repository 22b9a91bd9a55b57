"""What forms of a review offer to choose from."""

from datetime import timedelta

import pytest
from django.utils import timezone

from improvement_hub.accounts.actors import actor_of_person
from improvement_hub.accounts.roles import Role
from peer_review import queries, services
from peer_review.models import TeamMember
from tests.cast import member, person_of
from tests.factories import MembershipFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


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
    assert set(queries.people_for_team(scene.review)) == {cast.ben, cast.carys, cast.dev, cast.edie, lou}
    assert set(queries.possible_holders(scene.review)) == {cast.carys, lou}


def test_someone_who_left_has_no_seat_any_more(scene, cast):
    reviewer = scene.review.team.get(person=cast.dev)
    services.leave_team(member=reviewer, by=scene.actor("ben"))
    assert {seat.person for seat in queries.seats(scene.review)} == {cast.ben, cast.carys}


def test_an_actor_sits_on_the_seats_that_everybody_counts_as_theirs(scene, cast):
    """Left, of the host since, without a role since, of an agency no more: by the actor and by the team alike."""
    both = member("Both", cast.leading, Role.OFFICER)
    services.join_team(review=scene.review, person=both, role="reviewer", job_title="Head", by=scene.actor("ben"))
    people = [cast.ben, cast.carys, cast.dev, both]

    def counted():
        sitting = TeamMember.objects.sitting()
        held = [list(TeamMember.objects.held_by(actor_of_person(person))) for person in people]
        assert held == [list(sitting.filter(person=person)) for person in people]
        return [len(seats) for seats in held]

    assert counted() == [1, 1, 1, 1]
    MembershipFactory(person=both, role=Role.EDITOR, council=cast.host)
    yesterday = timezone.localdate() - timedelta(days=1)
    cast.dev.memberships.update(starts_on=yesterday, ends_on=yesterday)
    assert counted() == [1, 1, 0, 0]
    cast.carys.is_active = False
    cast.carys.save()
    services.leave_team(member=scene.review.team.get(person=cast.ben), by=scene.actor("ben"))
    assert counted() == [0, 0, 0, 0]
    assert list(TeamMember.objects.held_by(scene.actor("robo"))) == []

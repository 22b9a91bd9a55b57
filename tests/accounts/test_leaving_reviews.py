"""A leaver's places in reviews are handed over, never orphaned."""

import pytest
from django.urls import reverse
from django.utils import timezone

from improvement_hub.accounts.roles import Role
from improvement_hub.accounts.services import organisation_of, record_leaver
from improvement_hub.core.errors import DomainError
from improvement_hub.core.permissions import allows
from peer_review.models import Evidence, Review
from peer_review.services import join_team
from tests.factories import MembershipFactory


def colleague(council, role=Role.OFFICER):
    return MembershipFactory(person__organisation=organisation_of(council), council=council, role=role).person


def leave(scene, who, heir, by="gwen"):
    person = getattr(scene.cast, who)
    return record_leaver(person=person, successor=heir, last_day=timezone.localdate(), by=scene.actor(by))


def seats(review, **sought):
    return {(seat.person, seat.role, seat.left_at is None) for seat in review.team.filter(**sought)}


def test_the_hosts_officer_is_followed_by_the_colleague(scene):
    heir = colleague(scene.cast.host)
    assert leave(scene, "hana", heir, "asha") == [f"{heir} now runs “Front door, Ashby” for the host."]
    assert Review.objects.get().host_officer == heir


def test_the_review_leads_seat_goes_to_the_colleague(scene):
    heir = colleague(scene.cast.leading)
    assert leave(scene, "ben", heir) == [f"{heir} takes the place on the team of “Front door, Ashby”."]
    assert seats(scene.review, role="review_lead") == {
        (scene.cast.ben, "review_lead", False),
        (heir, "review_lead", True),
    }


def test_a_reviewers_seat_goes_to_the_colleague(scene):
    heir = MembershipFactory(role=Role.PARTNER, person__organisation=scene.cast.dev.organisation).person
    leave(scene, "dev", heir)
    assert seats(scene.review, role="reviewer") == {(scene.cast.dev, "reviewer", False), (heir, "reviewer", True)}
    assert scene.review.team.get(person=heir).job_title == "Area police commander"


def test_a_colleague_on_the_team_already_is_not_seated_twice(scene):
    other = colleague(scene.cast.leading)
    join_team(review=scene.review, person=other, role="reviewer", job_title="Officer", by=scene.actor("ben"))
    leave(scene, "ben", other)
    assert seats(scene.review, person=other) == {(other, "reviewer", True)}


def test_the_observers_seat_stays_empty_until_the_regional_lead_names_one(scene):
    heir = colleague(scene.cast.observing, Role.DIRECTOR)
    said = leave(scene, "carys", heir, "edie")
    assert said == ["“Front door, Ashby” has no observer until the regional lead names one."]
    assert seats(scene.review, role="observer") == {(scene.cast.carys, "observer", False)}
    assert Review.objects.get().has_holder is False


def test_another_councils_director_vacates_no_seat(scene):
    """Carys observes for Carrow; that she leaves a role at Femsley is nothing to the review."""
    femsley = scene.cast.elsewhere
    MembershipFactory(person=scene.cast.carys, council=femsley, role=Role.EDITOR)
    assert leave(scene, "carys", colleague(femsley), "femi") == []
    assert seats(scene.review, role="observer") == {(scene.cast.carys, "observer", True)}


def test_a_successor_from_the_wrong_side_undoes_everything(scene):
    with pytest.raises(DomainError, match="The visiting team comes from outside the host"):
        leave(scene, "dev", scene.cast.hana)
    assert seats(scene.review, person=scene.cast.dev) == {(scene.cast.dev, "reviewer", True)}
    assert scene.cast.dev.memberships.get().ends_on is None


def test_a_leaver_reads_nothing_of_the_review_any_more(scene):
    scene.enough()
    assert Evidence.objects.visible_to(scene.actor("ben")).count() == 3
    leave(scene, "ben", colleague(scene.cast.leading))
    ben = scene.actor("ben")
    assert Evidence.objects.visible_to(ben).count() == 0
    review = Review.objects.get()
    asked = ("read_review", "read_evidence", "log_evidence", "lead_review", "make_statements")
    assert {name: allows(ben, f"peer_review.{name}", review) for name in asked} == dict.fromkeys(asked, False)


def test_what_a_leaver_wrote_stays_theirs(scene):
    piece = scene.log(by="ben")
    leave(scene, "ben", colleague(scene.cast.leading))
    piece.refresh_from_db()
    assert (piece.author, piece.withdrawn_at) == (scene.cast.ben, None)


def test_the_page_says_what_was_handed_over(scene, sign_in):
    heir = colleague(scene.cast.host)
    typed = {"last_day": timezone.localdate(), "successor": heir.pk}
    client = sign_in(scene.cast.asha)
    page = client.post(reverse("leaver", args=[scene.cast.hana.pk]), typed, follow=True).content.decode()
    assert f"{heir} now runs “Front door, Ashby” for the host." in page
    assert "Handed over. Their roles end on the day you gave." in page

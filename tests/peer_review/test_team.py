"""The people on a team: seats without an account, guests until the review ends, and the host's own side."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from improvement_hub.accounts.actors import actor_of_person
from improvement_hub.accounts.models import Invitation, Organisation
from improvement_hub.accounts.roles import Role
from improvement_hub.accounts.services import accept_invitation, invite, invite_guest, organisation_of
from improvement_hub.core.errors import DomainError, StaleVersion
from improvement_hub.core.permissions import allows
from peer_review import queries, services
from peer_review.models import (
    Activity,
    Conflict,
    Document,
    Evidence,
    HostSeat,
    Recommendation,
    Report,
    Review,
    SelfAssessment,
    Statement,
    TeamMember,
)
from peer_review.workflow.guards import team_is_complete
from tests.cast import member
from tests.peer_review import scenes
from tests.peer_review.impact import recommended
from tests.peer_review.test_impact_pages import sent
from tests.signed_in import signed_in

TEXT = (Review, Activity, Evidence, Statement, TeamMember, HostSeat, Conflict)


def join(seat, **terms):
    """They follow the link of their invitation."""
    known = {"name": "Gita Rao", "password": "three random words"}
    return accept_invitation(invitation=seat.invitation, **(terms or known)).person


def seen(person):
    """How much of what is not public this person sees, kind by kind."""
    actor = actor_of_person(person)
    return {model.__name__: model.objects.visible_to(actor).count() for model in TEXT}


NOTHING = dict.fromkeys((model.__name__ for model in TEXT), 0)


def test_someone_without_an_account_counts_for_the_team(scene):
    guest = scene.guest()
    assert (guest.who, str(guest), guest.has_account) == ("Gita", "Gita, reviewer", False)
    assert (guest.organisation.name, guest.organisation.agency) == ("Northmoor Parents", "parent_carers")
    assert [seat.who for seat in scene.review.team.sitting()] == ["Ben", "Carys", "Dev", "Gita"]
    assert Review.objects.get().roles_by_person.keys() == {scene.cast.ben.pk, scene.cast.carys.pk, scene.cast.dev.pk}
    assert not allows(scene.actor("nobody"), "peer_review.read_evidence", Review.objects.get())
    again = scene.guest("Hugo", agency="northmoor parents")
    assert again.organisation == guest.organisation


def test_who_leads_or_holds_counts_once_they_have_an_account(cast):
    scene = scenes.Scene(cast, scenes.opened(cast, team=False), [], [])
    home = {"organisation": organisation_of(cast.observing), "agency": "", "agency_kind": ""}
    with pytest.raises(DomainError, match="observer acts here: give an address") as refused:
        services.seat_guest(
            review=scene.review, name="Olu", role="observer", job_title="Head", by=scene.actor("hana"), **home
        )
    assert refused.value.field == "email"
    terms = {"name": "Olu", "role": "observer", "job_title": "Head", "email": "olu@example.org"}
    seat = services.seat_guest(review=scene.review, by=scene.actor("hana"), **terms, **home)
    assert team_is_complete(Review.objects.get()) == ["The team needs a review lead.", "The team needs an observer."]
    olu = join(seat)
    assert team_is_complete(Review.objects.get()) == ["The team needs a review lead."]
    assert allows(actor_of_person(olu), "peer_review.hold_statement", Review.objects.get())


@pytest.mark.parametrize(
    ("terms", "sentence", "field"),
    [
        ({"agency": "", "agency_kind": ""}, "Choose where they come from, or name the agency.", "organisation"),
        ({"agency": "New", "agency_kind": ""}, "Say what kind of agency that is.", "agency_kind"),
        ({"agency": "Ashby Council"}, "“Ashby Council” is no partner agency here", "agency"),
        ({"role": "review_lead"}, "The team has a review lead already.", "role"),
        ({"role": "challenge_manager"}, "has no challenge manager", "role"),
        ({"role": "observer"}, "Once the visit has begun, the regional lead names an observer.", "role"),
        ({"name": "No 943 476 5919"}, "NHS number", "name"),
        ({"email": "ben@example.org"}, "Nobody invites themselves", "email"),
    ],
)
def test_a_seat_without_an_account_has_its_rules(scene, terms, sentence, field):
    organisation_of(scene.cast.host)
    Organisation.objects.filter(council=scene.cast.host).update(name="Ashby Council")
    with pytest.raises(DomainError, match=sentence) as refused:
        scene.guest(**terms)
    assert refused.value.field == field
    assert scene.review.team.count() == 3


def test_nobody_of_the_host_is_seated_without_an_account_either(scene):
    with pytest.raises(DomainError, match="comes from Benfield or Carrow or a partner agency"):
        scene.guest(organisation=organisation_of(scene.cast.host))
    with pytest.raises(PermissionDenied):
        services.seat_guest(
            review=scene.review, name="X", role="reviewer", job_title="X", agency="Y", by=scene.actor("dev")
        )


def test_a_guest_sees_their_review_and_nothing_else_until_it_closes(
    scene, sign_in, mailoutbox, django_capture_on_commit_callbacks
):
    from tests.factories import EntryFactory, PostFactory

    cast = scene.cast
    finding = scene.finding()
    other = scenes.opened(cast, title="Secret other", keylines=["A private question?"])
    PostFactory(title="Sector secret", visibility="sector")
    PostFactory(title="Region secret", visibility="region", owner=cast.host)
    EntryFactory(author=cast.ben, to="submitted")
    with django_capture_on_commit_callbacks(execute=True):
        seat = scene.guest(email="gita@example.org")
    assert seat.is_invited
    assert [mail.to for mail in mailoutbox] == [["gita@example.org"]]
    assert "guest of a review, Northmoor Parents" in mailoutbox[0].body
    gita = join(seat)
    seat.refresh_from_db()
    assert (seat.person, seat.name, seat.email, seat.who) == (gita, "", "", "Gita Rao")
    actor = actor_of_person(gita)
    assert (actor.in_sector, actor.region_ids, actor.of_agency, actor.needs_second_factor) == (
        False,
        frozenset(),
        False,
        False,
    )
    assert seen(gita) == {
        "Review": 1,
        "Activity": 2,
        "Evidence": 3,
        "Statement": 1,
        "TeamMember": 4,
        "HostSeat": 0,
        "Conflict": 0,
    }
    assert gita not in queries.people_for_team(other)
    client = sign_in(gita)
    inside = f"/reviews/{scene.review.pk}/"
    assert [client.get(inside + tab).status_code for tab in ("", "team/", "evidence/", "findings/")] == [200] * 4
    lists = ["/", "/work/", "/reviews/", "/posts/", "/sites/", "/councils/", "/accounts/", "/digests/"]
    lists += [
        f"/api/v1/{name}/"
        for name in ("reviews", "triads", "activities", "evidence", "findings", "posts", "journey-entries")
    ]
    pages = {address: client.get(address).content.decode() for address in lists}
    for address, page in pages.items():
        for secret in ("Secret other", "A private question", "Sector secret", "Region secret"):
            assert secret not in page, (address, secret)
    assert "Front door" in pages["/reviews/"]
    assert client.get(f"/reviews/{other.pk}/").status_code == 404
    assert client.get(f"/api/v1/reviews/{other.pk}/team/").status_code == 404
    services.move_review(review=scene.review, step="cancel", reason="No.", by=scene.actor("ben"))
    assert seen(gita) == NOTHING
    assert client.get(inside).status_code == 404
    assert "Front door" not in client.get("/work/").content.decode()
    services.move_review(review=scene.review, step="reinstate", by=scene.actor("ben"))
    assert seen(gita)["Evidence"] == 3
    Review.objects.filter(pk=scene.review.pk).update(
        state="closed", closed_at=timezone.now(), final_at=timezone.now(), feedback_given_at=timezone.now()
    )
    assert seen(gita) == NOTHING
    assert seen(cast.dev)["Evidence"] == 3
    assert finding.state == "finding"


def test_a_guest_who_leaves_sees_nothing_any_more(scene):
    gita = join(scene.guest(email="gita@example.org"))
    services.leave_team(member=scene.review.team.get(person=gita), by=scene.actor("ben"))
    assert seen(gita) == NOTHING


def test_one_invitation_serves_two_reviews_and_ends_with_the_last_seat(scene):
    cast = scene.cast
    other = scenes.Scene(cast, scenes.opened(cast, title="Other"), [], [])
    first, second = scene.guest(email="gita@example.org"), other.guest(email="Gita@example.org")
    assert first.invitation == second.invitation
    services.leave_team(member=first, by=scene.actor("ben"))
    assert Invitation.objects.get().is_open
    third = scene.guest(email="gita@example.org")
    gita = join(second)
    assert set(TeamMember.objects.seats_of(actor_of_person(gita)).values_list("pk", flat=True)) == {second.pk, third.pk}
    more = scenes.Scene(cast, scenes.opened(cast, title="More"), [], [])
    join(more.guest("Gita", email="gita@example.org"), person=gita)
    assert gita.memberships.count() == 1
    assert Review.objects.visible_to(actor_of_person(gita)).count() == 3


def test_an_invitation_ends_when_nobody_waits_and_changes_with_the_address(scene):
    seat = scene.guest(email="gita@example.org")
    first = seat.invitation
    seat = services.invite_member(member=seat, email="g.rao@example.org", by=scene.actor("ben"), version=seat.version)
    first.refresh_from_db()
    assert (first.is_open, seat.is_invited, seat.email) == (False, True, "g.rao@example.org")
    with pytest.raises(DomainError, match="invited at this address already"):
        services.invite_member(member=seat, email="G.Rao@example.org", by=scene.actor("ben"))
    assert Invitation.objects.filter(role=Role.GUEST).count() == 2
    services.leave_team(member=seat, by=scene.actor("ben"))
    assert not Invitation.objects.get(pk=seat.invitation_id).is_open
    with pytest.raises(DomainError, match="needs no invitation"):
        services.invite_member(member=seat, email="g.rao@example.org", by=scene.actor("ben"))
    gone = scene.guest("Hugo", email="hugo@example.org")
    Invitation.objects.filter(pk=gone.invitation_id).update(expires_at=timezone.now() - timedelta(days=1))
    services.leave_team(member=gone, by=scene.actor("ben"))
    assert Invitation.objects.get(pk=gone.invitation_id).withdrawn_at is None


def test_who_may_not_have_the_seat_that_waits_leaves_it(scene):
    dev = scene.cast.dev
    seat = scene.guest(email=dev.email)
    join(seat, person=dev)
    seat.refresh_from_db()
    assert (seat.person, seat.left_at is None) == (None, False)
    hana = scene.cast.hana
    seat = scene.guest("H", email=hana.email)
    join(seat, person=hana)
    assert not Evidence.objects.visible_to(scene.actor("hana")).exists()
    assert not scene.review.team.sitting().filter(person=hana).exists()


def test_guests_are_invited_by_their_review_alone(scene):
    with pytest.raises(DomainError, match="on the Team page of their review"):
        invite(email="x@example.org", role=Role.GUEST, by=scene.actor("gwen"))
    with pytest.raises(PermissionDenied):
        invite_guest(email="x@example.org", organisation=scene.cast.dev.organisation, by=scene.actor("robo"))
    seat = scene.guest(email="gita@example.org")
    assert Invitation.objects.visible_to(scene.actor("ben")).get() == seat.invitation
    assert not Invitation.objects.visible_to(scene.actor("carys")).exists()


def test_a_seat_changes_its_role_by_the_methods_rules(scene):
    ben, dev = scene.actor("ben"), scene.review.team.get(role="reviewer")
    changed = services.change_seat(member=dev, role="case_auditor", job_title="Auditor", by=ben, version=dev.version)
    assert (changed.role, changed.job_title) == ("case_auditor", "Auditor")
    with pytest.raises(StaleVersion):
        services.change_seat(member=dev, role="reviewer", job_title="X", by=ben, version=dev.version)
    with pytest.raises(DomainError, match="The team has a review lead already"):
        services.change_seat(member=dev, role="review_lead", job_title="X", by=ben)
    with pytest.raises(DomainError, match="the regional lead names an observer"):
        services.change_seat(member=dev, role="observer", job_title="X", by=ben)
    guest = scene.guest()
    assert services.change_seat(member=guest, role="case_auditor", job_title="X", by=ben).role == "case_auditor"
    assert services.change_seat(member=guest, role="case_auditor", job_title="Y", by=ben).job_title == "Y"


def test_who_has_neither_account_nor_address_is_not_made_the_review_lead(scene):
    guest = scene.guest(organisation=organisation_of(scene.cast.leading), agency="", agency_kind="")
    services.leave_team(member=scene.review.team.get(role="review_lead"), by=scene.actor("hana"))
    change = {"member": guest, "role": "review_lead", "job_title": "Head", "by": scene.actor("hana")}
    with pytest.raises(DomainError, match="The review lead acts here: first invite them") as refused:
        services.change_seat(**change)
    assert refused.value.field == "role"
    services.invite_member(member=guest, email="gita@example.org", by=scene.actor("hana"))
    assert services.change_seat(**change).role == "review_lead"


def test_the_hosts_sponsor_reads_what_the_host_reads_and_never_evidence(scene):
    cast = scene.cast
    ed = member("Ed", cast.host, Role.EDITOR)
    assert not allows(actor_of_person(ed), "peer_review.read_review", scene.review)
    with pytest.raises(DomainError, match="Femi does not act for Ashby") as refused:
        services.name_at_host(
            review=scene.review, role="host_sponsor", person=cast.femi, job_title="X", by=scene.actor("hana")
        )
    assert refused.value.field == "person"
    seat = services.name_at_host(
        review=scene.review, role="host_sponsor", person=ed, job_title="Editor", by=scene.actor("hana")
    )
    assert str(seat) == "Ed, host sponsor"
    scene.report()
    shown = {"Review": 1, "Activity": 2, "Evidence": 0, "Statement": 1, "TeamMember": 3, "HostSeat": 1, "Conflict": 0}
    assert seen(ed) == shown
    assert allows(actor_of_person(ed), "peer_review.read_review", scene.review)
    assert not allows(actor_of_person(ed), "peer_review.read_evidence", scene.review)
    other = services.name_at_host(
        review=scene.review, role="host_sponsor", name="Ines", job_title="Chief", by=scene.actor("hana")
    )
    assert [row.who for row in queries.host_seats(scene.review)] == ["Ines"]
    assert seen(ed) == NOTHING
    services.leave_host_side(seat=other, by=scene.actor("asha"))
    with pytest.raises(DomainError, match="has left already"):
        services.leave_host_side(seat=other, by=scene.actor("asha"))
    with pytest.raises(DomainError, match="Choose a person, or write a name"):
        services.name_at_host(review=scene.review, role="host_organiser", job_title="X", by=scene.actor("asha"))
    with pytest.raises(PermissionDenied):
        services.name_at_host(
            review=scene.review, role="host_organiser", name="X", job_title="X", by=scene.actor("ben")
        )
    assert list(HostSeat.objects.held_by(scene.actor("robo"))) == []


def test_the_hosts_sponsor_reads_what_the_host_reads_and_no_evidence(scene):
    scene.cast.ines = member("Ines", scene.cast.host, "editor")
    services.write_position(review=scene.review, position="Here.", by=scene.actor("hana"))
    services.name_at_host(
        review=scene.review, role="host_sponsor", person=scene.cast.ines, job_title="Chief", by=scene.actor("asha")
    )
    scenes.document(scene.review, scene.actor("hana"))
    scenes.document(scene.review, scene.actor("dev"), b"%PDF-2", title="The team's own")
    recommended(scene, scene.drafted())
    scene.write(scene.paragraph("summary"), "A good beginning.")
    scene.write(scene.paragraph("summary"), "A good beginning.")
    kinds = (Document, SelfAssessment, Statement, Recommendation, Report, Evidence)

    def read(name):
        return [list(kind.objects.visible_to(scene.actor(name))) for kind in kinds]

    assert list(map(len, read("ines"))) == [1, 1, 1, 1, 0, 0]
    scene.move("send_to_host")
    assert list(map(len, read("ines"))) == [1, 1, 1, 1, 1, 0]
    assert read("ines") == read("hana")
    services.leave_host_side(seat=HostSeat.objects.get(), by=scene.actor("asha"))
    assert list(map(len, read("ines"))) == [0] * len(kinds)


def test_someone_without_an_account_who_is_added_twice_sits_once(scene):
    ben = signed_in(scene.cast.ben)
    address = reverse("review-team-guest", args=[scene.review.pk])
    form = sent(ben.get(address), name="Gita", role="reviewer", job_title="Carer", agency="Forum", agency_kind="other")
    assert [ben.post(address, form).status_code for _ in range(2)] == [302, 302]
    assert TeamMember.objects.filter(name="Gita").count() == 1

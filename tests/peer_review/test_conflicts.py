"""Conflicts of interest: hard ones end a seat, soft ones let it rest until the regional lead overrides them."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.utils import InternalError
from django.utils import timezone

from improvement_hub.accounts.services import accept_invitation, record_leaver
from improvement_hub.core.errors import DomainError
from peer_review import queries, services
from peer_review.models import Conflict, Evidence, HostSeat, Review, TeamMember
from peer_review.workflow.team import conflicts_are_settled
from tests.accounts.test_leaving_reviews import colleague
from tests.peer_review import scenes
from tests.peer_review.test_constraints import change, refused
from tests.signed_in import signed_in

TODAY = timezone.localdate()


def seat_of(scene, who):
    return scene.review.team.get(person=getattr(scene.cast, who), left_at=None)


def soft(scene, who="dev", by=None):
    terms = {"basis": "worked", "words": "For two years.", "by": scene.actor(by or who)}
    return services.declare(member=seat_of(scene, who), **terms)


def override(scene, conflict, *, by="edie", until=TODAY + timedelta(days=30), reason="Long ago."):
    return services.override_conflict(conflict=conflict, reason=reason, until=until, by=scene.actor(by))


def test_the_team_is_confirmed_once_everyone_declared_and_no_conflict_stands(cast):
    scene = scenes.Scene(cast, scenes.opened(cast), [], [])
    TeamMember.objects.filter(person=cast.dev).update(declared_at=None, declared_by=None)
    for side in ("hana", "ben"):
        services.agree_to_scope(review=scene.review, by=cast.actor(side))
    scene.move("agree_scope")
    with pytest.raises(DomainError) as blocked:
        scene.move("confirm_team")
    assert blocked.value.blockers == ("Dev says whether they have a conflict of interest.",)
    conflict = soft(scene)
    with pytest.raises(DomainError) as blocked:
        scene.move("confirm_team")
    assert blocked.value.blockers == ("The regional lead decides on the conflict of interest of Dev.",)
    override(scene, conflict)
    assert scene.move("confirm_team").state == "team_confirmed"
    Conflict.objects.update(overridden_until=TODAY - timedelta(days=1))
    assert conflicts_are_settled(scene.review) == ["The regional lead decides on the conflict of interest of Dev."]


def test_a_seat_rests_while_a_soft_conflict_stands(scene):
    scene.log()
    dev = scene.actor("dev")
    conflict = soft(scene)
    assert (conflict.kind, str(conflict)) == ("soft", "Dev: Worked for the host in the last three years")
    assert not Evidence.objects.visible_to(dev).exists()
    assert [m.person for m in Review.objects.get().sitting_team] == [scene.cast.ben, scene.cast.carys]
    assert Review.objects.visible_to(dev).exists()
    with pytest.raises(PermissionDenied):
        services.log_evidence(
            activity=scene.activities[0], keyline=scene.keylines[0], bearing="strength", source_role="parents",
            note="x", by=dev,
        )  # fmt: skip
    override(scene, conflict)
    assert Evidence.objects.visible_to(dev).count() == 1
    Conflict.objects.update(overridden_until=TODAY - timedelta(days=1))
    assert not Evidence.objects.visible_to(dev).exists()
    assert override(scene, Conflict.objects.get()).is_settled


def test_a_hard_conflict_ends_the_seat_and_bars_it(scene):
    scene.log()
    conflict = services.declare(member=seat_of(scene, "dev"), basis="family", words="My sister.", by=scene.actor("dev"))
    assert conflict.member.left_at is not None
    assert not Review.objects.visible_to(scene.actor("dev")).exists()
    terms = {"review": scene.review, "role": "reviewer", "job_title": "X", "by": scene.actor("ben")}
    with pytest.raises(DomainError, match="hard conflict of interest was declared for this person"):
        services.join_team(person=scene.cast.dev, **terms)
    with pytest.raises(DomainError, match="hard conflict of interest was declared for this person"):
        services.seat_guest(name="D.", agency="Elsewhere", agency_kind="other", email="dev@example.org", **terms)
    with pytest.raises(DomainError, match="A hard conflict cannot be overridden"):
        override(scene, conflict)
    guest = scene.guest(email="gita@example.org")
    services.declare(member=guest, basis="paid", words="A contract.", by=scene.actor("ben"))
    with pytest.raises(DomainError, match="hard conflict"):
        scene.guest()
    with pytest.raises(DomainError, match="not on this team any more"):
        services.declare(member=guest, by=scene.actor("ben"))


def test_a_barred_successor_and_a_barred_guest_take_no_seat(scene):
    heir = colleague(scene.cast.leading)
    terms = {"review": scene.review, "role": "reviewer", "job_title": "X", "by": scene.actor("ben")}
    seat = services.join_team(person=heir, **terms)
    services.declare(member=seat, basis="family", words="A son.", by=scene.actor("ben"))
    guest = services.seat_guest(
        name="Other", agency="Elsewhere", agency_kind="other", email="other@example.org", **terms
    )
    type(heir).objects.filter(pk=heir.pk).update(email="other@example.org")
    heir.refresh_from_db()
    accept_invitation(invitation=guest.invitation, person=heir)
    assert not scene.review.team.taken().filter(person=heir).exists()
    said = record_leaver(person=scene.cast.ben, successor=heir, last_day=TODAY, by=scene.actor("gwen"))
    assert said == [f"“Front door, Ashby” has one fewer on its team: {heir} has a conflict of interest there."]


@pytest.mark.parametrize("by", ["asha", "hana", "ben", "carys", "dev", "femi", "gwen", "robo", "nobody"])
def test_only_the_regional_lead_overrides(scene, by):
    with pytest.raises(PermissionDenied):
        override(scene, soft(scene, "dev"), by=by)


def test_an_override_has_a_reason_and_ends_within_a_year(scene):
    conflict = soft(scene)
    for until in (TODAY - timedelta(days=1), TODAY + timedelta(days=400)):
        with pytest.raises(DomainError, match="from today to a year from now") as wrong:
            override(scene, conflict, until=until)
        assert wrong.value.field == "until"
    with pytest.raises(DomainError, match="Say why"):
        override(scene, conflict, reason=" ")
    TeamMember.objects.filter(pk=conflict.member_id).update(person=scene.cast.edie)
    with pytest.raises(DomainError, match="of their own"):
        override(scene, Conflict.objects.get())


def test_from_the_visit_on_nobody_stirs_the_observers_seat_by_a_conflict(scene):
    for by in ("ben", "hana", "dev"):
        with pytest.raises(PermissionDenied):
            soft(scene, "carys", by)
    soft(scene, "carys", "edie")
    assert Review.objects.get().has_holder is False


def test_from_the_visit_on_the_host_does_not_bar_the_review_lead_for_good(scene):
    scene.drafted()
    with pytest.raises(PermissionDenied):
        services.declare(member=seat_of(scene, "ben"), basis="employed", words="We say so.", by=scene.actor("hana"))
    services.declare(member=seat_of(scene, "ben"), basis="employed", words="I begin there.", by=scene.actor("ben"))
    assert scene.review.team.get(person=scene.cast.ben).left_at


def withdraw(scene, conflict, by, reason="It was another Dev.", **terms):
    return services.withdraw_conflict(conflict=conflict, reason=reason, by=scene.actor(by), **terms)


def test_a_hard_conflict_recorded_in_error_is_withdrawn_and_bars_nobody(scene):
    terms = {"review": scene.review, "person": scene.cast.dev, "role": "reviewer", "job_title": "X"}
    conflict = services.declare(member=seat_of(scene, "dev"), basis="family", words="A son.", by=scene.actor("ben"))
    with pytest.raises(DomainError, match="Say why it was recorded in error"):
        withdraw(scene, conflict, "ben", reason=" ")
    withdrawn = withdraw(scene, conflict, "ben", version=conflict.version)
    assert (withdrawn.withdrawn_by, withdrawn.withdrawal_reason) == (scene.cast.ben, "It was another Dev.")
    assert (withdrawn.words, withdrawn.is_settled, withdrawn.overridden_at) == ("A son.", True, None)
    assert [event.withdrawal_reason for event in withdrawn.events.order_by("pgh_id")] == ["", "It was another Dev."]
    with pytest.raises(DomainError, match="withdrawn already"):
        withdraw(scene, conflict, "edie")
    with pytest.raises(DomainError, match="nothing stands in the way"):
        override(scene, withdrawn)
    assert not scene.review.team.taken().filter(person=scene.cast.dev).exists()
    seat = services.join_team(**terms, by=scene.actor("ben"))
    services.declare(member=seat, basis="paid", words="A contract.", by=scene.actor("dev"))
    with pytest.raises(DomainError, match="hard conflict"):
        services.join_team(**terms, by=scene.actor("ben"))


def test_a_soft_conflict_recorded_in_error_gives_the_seat_back_and_asks_its_holder_again(scene):
    conflict = soft(scene, "dev", by="hana")
    assert queries.conflicts_to_decide(scene.actor("edie")).exists()
    withdraw(scene, conflict, "hana")
    scene.log(by="dev")
    assert Evidence.objects.visible_to(scene.actor("dev")).count() == 1
    assert not queries.conflicts_to_decide(scene.actor("edie")).exists()
    assert conflicts_are_settled(scene.review) == ["Dev says whether they have a conflict of interest."]
    assert seat_of(scene, "dev").declared_by is None


def test_nobody_withdraws_one_of_their_own_or_what_others_recorded_but_the_regional_lead(scene):
    own, told = soft(scene, "dev"), soft(scene, "dev", by="ben")
    for by in ("dev", "asha", "hana", "ben", "carys", "femi", "gwen", "robo", "nobody"):
        with pytest.raises(PermissionDenied):
            withdraw(scene, own, by)
    with pytest.raises(PermissionDenied):
        withdraw(scene, told, "dev")
    withdraw(scene, own, "edie")
    TeamMember.objects.filter(pk=told.member_id).update(person=scene.cast.edie)
    with pytest.raises(PermissionDenied):
        withdraw(scene, told, "edie")


def test_from_the_visit_on_whoever_recorded_one_of_the_observer_does_not_withdraw_it(cast):
    scene = scenes.Scene(cast, scenes.prepared(cast), [], [])
    conflict = override(scene, soft(scene, "carys", "ben"))
    activity = {"kind": "interview", "title": "Director", "takes_place_on": scenes.VISIT}
    services.plan_activity(review=scene.review, **activity, by=cast.actor("ben"))
    scene.move("start_visit")
    with pytest.raises(PermissionDenied):
        withdraw(scene, conflict, "ben")
    scene.move("cancel", "hana", reason="Called off.")
    with pytest.raises(DomainError, match="The review has ended"):
        withdraw(scene, conflict, "edie")


def test_a_conflict_is_withdrawn_on_the_pages_and_over_the_api(scene):
    inside, api = f"/reviews/{scene.review.pk}/conflicts/", f"/api/v1/reviews/{scene.review.pk}/conflicts/"
    first, second = soft(scene, "dev", by="hana"), soft(scene, "dev", by="ben")
    hana, ben = signed_in(scene.cast.hana), signed_in(scene.cast.ben)
    address = f"{inside}{first.pk}/withdraw/"
    assert [address in client.get(inside).content.decode() for client in (hana, ben)] == [True, False]
    assert "For two years." not in hana.get(address).content.decode()  # an officer knows only that there is one
    said = {"reason": "Another Dev.", "version": first.version}
    assert hana.post(address, said)["Location"] == inside
    assert seat_of(scene, "dev").declared_at  # what Ben was told stands
    assert hana.post(address, said).status_code == 412
    page = ben.get(inside).content.decode()
    assert (page.count("Withdrawn by Hana"), "Another Dev." in page, address in page) == (1, True, False)
    done = send(ben, "post", f"{api}{second.pk}/withdraw/", {"reason": "So was this."}, 1).json()
    assert (done["stands"], done["withdrawal_reason"], done["withdrawn_at"] is None) == (False, "So was this.", False)
    told = hana.get(api).json()["results"]
    assert [(row["stands"], row["withdrawal_reason"]) for row in told] == [(False, None)] * 2


def test_who_knows_that_there_is_a_conflict_and_who_reads_it(scene):
    conflict = soft(scene)
    knows = [who for who in ("asha", "hana", "ben", "carys", "dev", "edie", "femi", "gwen", "robo", "nobody")
             if Conflict.objects.visible_to(scene.actor(who)).exists()]  # fmt: skip
    assert knows == ["asha", "hana", "ben", "dev", "edie"]
    address = f"/reviews/{scene.review.pk}/conflicts/"
    pages = {who: signed_in(scene.cast.person(who)).get(address).content.decode() for who in [*knows, "carys"]}
    assert [who for who, page in pages.items() if "For two years." in page] == ["asha", "ben", "dev", "edie"]
    assert [who for who, page in pages.items() if "Worked for the host" in page] == knows
    assert [who for who, page in pages.items() if f"{conflict.pk}/override/" in page] == ["edie"]
    api = f"/api/v1/reviews/{scene.review.pk}/conflicts/"
    told = {who: signed_in(scene.cast.person(who)).get(api).json()["results"] for who in ("hana", "edie", "carys")}
    assert [[row["words"] for row in rows] for rows in told.values()] == [[None], ["For two years."], []]
    work = signed_in(scene.cast.edie).get("/work/").content.decode()
    assert "A conflict of interest to decide on: Dev" in work


def test_one_declares_and_the_lead_decides_on_the_pages(scene):
    cast, inside = scene.cast, f"/reviews/{scene.review.pk}/"
    TeamMember.objects.filter(person=cast.dev).update(declared_at=None, declared_by=None)
    seat, dev = seat_of(scene, "dev"), signed_in(cast.dev)
    assert "Say whether you have a conflict of interest" in dev.get("/work/").content.decode()
    page = dev.get(inside + "team/").content.decode()
    assert "Do you have a conflict of interest?" in page
    assert "Not declared yet" in page
    address = f"{inside}team/{seat.pk}/declare/"
    answer = dev.post(address, {"basis": "worked", "words": "", "version": seat.version})
    assert answer.status_code == 400
    assert "Say in a sentence what it is." in answer.content.decode()
    answer = dev.post(address, {"basis": "nothing", "words": "", "version": seat.version})
    assert answer["Location"] == inside + "conflicts/"
    stale = dev.post(address, {"basis": "worked", "words": "Once.", "version": seat.version})
    assert stale.status_code == 412
    dev.post(address, {"basis": "worked", "words": "Once.", "version": seat.version + 1})
    conflict = Conflict.objects.get()
    assert dev.get(inside + "team/").status_code == 403
    assert f'href="{inside}conflicts/"' in dev.get(inside).content.decode()
    decide = {"reason": "Long ago.", "until": TODAY + timedelta(days=9), "version": conflict.version}
    signed_in(cast.edie).post(f"{inside}conflicts/{conflict.pk}/override/", decide)
    assert dev.get(inside + "team/").status_code == 200
    conflict.refresh_from_db()
    assert (conflict.overridden_by, conflict.override_reason) == (cast.edie, "Long ago.")
    answer = dev.post(address, {"basis": "paid", "words": "A contract.", "version": seat_of(scene, "dev").version})
    assert answer["Location"] == "/reviews/"


def test_seats_change_on_the_pages(scene):
    ben, inside = signed_in(scene.cast.ben), f"/reviews/{scene.review.pk}/team/"
    new = {
        "name": "Gita",
        "agency": "Parents",
        "agency_kind": "parent_carers",
        "role": "reviewer",
        "job_title": "Chair",
    }
    assert ben.post(inside + "guest/", new)["Location"] == inside
    gita = scene.review.team.get(name="Gita")
    assert "No account" in ben.get(inside).content.decode()
    ben.post(f"{inside}{gita.pk}/invite/", {"email": "gita@example.org", "version": gita.version})
    assert "Invited" in ben.get(inside).content.decode()
    terms = {"role": "case_auditor", "job_title": "Chair", "version": gita.version + 1}
    assert ben.post(f"{inside}{gita.pk}/change/", terms)["Location"] == inside
    assert "Change the place of Gita" in ben.get(f"{inside}{gita.pk}/change/").content.decode()
    hana = signed_in(scene.cast.hana)
    hana.post(inside + "host/", {"role": "host_sponsor", "name": "Ines", "job_title": "Chief"})
    seat = HostSeat.objects.get()
    assert "Ines, Chief" in hana.get(inside).content.decode()
    assert "Take this person off" in hana.get(f"{inside}host/{seat.pk}/leave/").content.decode()
    assert hana.post(f"{inside}host/{seat.pk}/leave/")["Location"] == inside
    assert "Ines" not in hana.get(inside).content.decode()
    assert "“Invite" not in signed_in(scene.cast.edie).get(f"/reviews/{scene.review.pk}/observer/").content.decode()


def send(client, method, address, body=None, version=None):
    headers = {} if version is None else {"If-Match": f'"{version}"'}
    return getattr(client, method)(address, body or {}, content_type="application/json", headers=headers)


def test_a_team_over_the_api(scene):
    ben, edie, hana = (signed_in(scene.cast.person(who)) for who in ("ben", "edie", "hana"))
    inside = f"/api/v1/reviews/{scene.review.pk}/"
    terms = {"role": "reviewer", "job_title": "Chair"}
    assert send(ben, "post", inside + "team/", terms).json()["errors"][0]["pointer"] == "#/person"
    both = {**terms, "person": str(scene.cast.dev.pk), "name": "Gita"}
    assert send(ben, "post", inside + "team/", both).status_code == 400
    taken = send(ben, "post", inside + "team/", {**terms, "person": str(scene.cast.dev.pk)})
    assert taken.json()["detail"] == "This person is on the team already."
    made = send(ben, "post", inside + "team/", {**terms, "name": "Gita", "agency": "P", "agency_kind": "health"})
    assert (made.status_code, made["ETag"]) == (201, '"1"')
    assert {k: made.json()[k] for k in ("name", "agency", "has_account", "declared")} == {
        "name": "Gita", "agency": "health", "has_account": False, "declared": False,
    }  # fmt: skip
    seat = f"{inside}team/{made.json()['id']}/"
    assert send(ben, "patch", seat, {"job_title": "Nurse"}, 1).json()["job_title"] == "Nurse"
    assert send(ben, "post", seat + "invite/", {"email": "g@example.org"}, 2).json()["invited"] is True
    declared = send(ben, "post", seat + "declare/", {"basis": "worked", "words": "Once."}, 3)
    assert declared.json()["declared"] is True
    row = edie.get(inside + "conflicts/").json()["results"][0]
    assert (row["kind"], row["stands"], row["words"]) == ("soft", True, "Once.")
    until = str(TODAY + timedelta(days=5))
    decided = send(edie, "post", f"{inside}conflicts/{row['id']}/override/", {"reason": "Fine.", "until": until}, 1)
    assert (decided.json()["stands"], decided.json()["override_reason"]) == (False, "Fine.")
    assert send(ben, "post", seat + "leave/", version=3).status_code == 412
    assert send(ben, "post", seat + "leave/", version=4).status_code == 200
    assert ben.get(seat).status_code == 404
    named = send(hana, "post", inside + "host-side/", {"role": "host_organiser", "name": "Ines", "job_title": "PA"})
    assert named.json()["name"] == "Ines"
    gone = send(hana, "post", f"{inside}host-side/{named.json()['id']}/leave/", version=1)
    assert (gone.status_code, hana.get(inside + "host-side/").json()["results"]) == (200, [])


@pytest.mark.parametrize("more", [0, 4])
def test_the_lists_of_a_team_cost_the_same_at_any_length(scene, django_assert_num_queries, more):
    scene.both_sides()
    for number in range(more):
        guest = scene.guest(f"Guest {number}")
        services.declare(member=guest, basis="worked", words="Once.", by=scene.actor("ben"))
    client = signed_in(scene.cast.ben)
    for name, costs in {"api-team-list": 8, "api-conflict-list": 8, "api-host-side-list": 8}.items():
        inside = {"api-team-list": "team", "api-conflict-list": "conflicts", "api-host-side-list": "host-side"}[name]
        with django_assert_num_queries(costs):
            client.get(f"/api/v1/reviews/{scene.review.pk}/{inside}/")
    for page, costs in {"team/": 10, "conflicts/": 8}.items():
        with django_assert_num_queries(costs):
            client.get(f"/reviews/{scene.review.pk}/{page}")


def test_teams_and_conflicts_keep_their_constraints(scene):
    guest, conflict, _ = scene.both_sides()
    seats, rows = TeamMember.objects.filter(pk=guest.pk), Conflict.objects.filter(pk=conflict.pk)
    assert refused(change(seats, name="")) == "a_seat_is_someones"
    assert refused(change(seats, declared_by=None)) == "a_declaration_has_who_and_when"
    other = scene.guest("Other", email="g@example.org")
    with pytest.raises(DomainError, match="e-mail address is on the team already"):
        scene.guest("Third", email="G@example.org")
    assert (
        refused(lambda: TeamMember.objects.filter(pk=guest.pk).update(email="G@example.org"))
        == "an_address_is_on_a_team_once"
    )
    assert other.email == "g@example.org"
    assert refused(change(rows, override_reason="x")) == "an_override_has_who_when_why_and_until"
    until = {"overridden_at": timezone.now(), "overridden_by": scene.cast.edie, "override_reason": "x"}
    hard = Conflict.objects.filter(pk=services.declare(member=other, basis="paid", words="x", by=scene.actor("ben")).pk)
    assert refused(change(hard, overridden_until=TODAY, **until)) == "a_hard_conflict_is_not_overridden"
    assert refused(change(hard, withdrawn_at=timezone.now())) == "a_withdrawn_conflict_has_who_when_and_why"
    withdraw(scene, conflict, "edie")
    for values in ({"words": "Rewritten."}, {"withdrawn_at": None, "withdrawn_by": None, "withdrawal_reason": ""}):
        with pytest.raises(InternalError, match="Cannot update rows"), transaction.atomic():
            rows.update(**values)


def test_a_host_has_one_in_each_role(scene):
    _, _, sponsor = scene.both_sides()
    sides = HostSeat.objects.filter(pk=sponsor.pk)
    assert refused(change(sides, name="")) == "a_host_seat_is_someones"
    twin = HostSeat(review=scene.review, role="host_sponsor", name="Twin", job_title="x")
    assert refused(twin.save) == "one_of_each_at_the_hosts_side"


def test_an_agency_is_a_partners(scene):
    home = type(scene.cast.dev.organisation).objects.filter(pk=scene.cast.ben.organisation_id)
    assert refused(change(home, agency="police")) == "only_a_partner_is_an_agency"
    assert queries.places_for_team(scene.review).filter(pk__in=home.values("pk")).exists()

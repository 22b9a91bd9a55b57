"""Memberships give power between dates, as recorded, and not a day longer."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from improvement_hub.accounts.actors import actor_of_person
from improvement_hub.accounts.models import Invitation, Membership
from improvement_hub.accounts.roles import Role
from improvement_hub.accounts.services import end_membership, invite
from improvement_hub.core.errors import DomainError
from tests.factories import MembershipFactory

MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 30)


def noon(day):
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "directs"),
    [(date(2026, 2, 28), False), (MARCH, True), (APRIL, True), (date(2026, 5, 1), False)],
)
def test_a_role_begins_and_ends_on_the_day_itself(db, time_machine, day, directs):
    role = MembershipFactory(starts_on=MARCH, ends_on=APRIL)
    time_machine.move_to(noon(day), tick=False)
    assert actor_of_person(role.person).directs == ({role.council_id} if directs else frozenset())


@pytest.mark.parametrize(("minute", "directs"), [((22, 59), True), ((23, 0), False)])
def test_a_day_ends_at_midnight_in_london(db, time_machine, minute, directs):
    """In summer that is eleven in the evening, Greenwich time."""
    role = MembershipFactory(starts_on=date(2026, 6, 1), ends_on=date(2026, 7, 1))
    time_machine.move_to(datetime(2026, 7, 1, *minute, tzinfo=UTC), tick=False)
    assert bool(actor_of_person(role.person).directs) is directs


def test_standing_roles_are_those_of_today_and_to_come(db, time_machine):
    past = MembershipFactory(starts_on=date(2026, 1, 1), ends_on=date(2026, 1, 31))
    today = MembershipFactory(starts_on=date(2026, 1, 1), ends_on=date(2026, 3, 1))
    coming = MembershipFactory(starts_on=date(2026, 4, 1))
    time_machine.move_to(noon(MARCH), tick=False)
    assert set(Membership.objects.standing()) == {today, coming}
    assert set(Membership.objects.current()) == {today}
    assert set(Membership.objects.current(date(2026, 1, 31))) == {past, today}


def test_an_interim_acts_as_such(cast):
    MembershipFactory(person=cast.ben, council=cast.host, basis="interim", ends_on=date(2099, 1, 1))
    ben = cast.actor("ben")
    assert (ben.directs, ben.acting) == ({cast.host.pk}, ("Interim director, Ashby",))


def test_a_delegate_acts_in_someones_place(cast):
    MembershipFactory(
        person=cast.ben, council=cast.host, basis="delegate", on_behalf_of=cast.asha, ends_on=date(2099, 1, 1)
    )
    assert cast.actor("ben").acting == (f"Delegate director, Ashby, for {cast.asha.pk}",)


def delegate_of_asha(cast, person, **days):
    terms = {"council": cast.host, "basis": "delegate", "on_behalf_of": cast.asha}
    return MembershipFactory(person=person, **terms, **days)


def test_a_delegate_acts_no_longer_than_the_one_they_act_for(cast, time_machine):
    """When Asha's own role runs out by its date, her delegate's goes with it; so does what came by another hand."""
    cast.asha.memberships.update(starts_on=MARCH, ends_on=APRIL)
    delegate_of_asha(cast, cast.ben, starts_on=MARCH, ends_on=date(2027, 1, 1))
    for day, directs in [(APRIL, {cast.host.pk}), (date(2026, 5, 1), frozenset())]:
        time_machine.move_to(noon(day), tick=False)
        assert cast.actor("ben").directs == directs
    MembershipFactory(person=cast.asha, council=cast.elsewhere, starts_on=MARCH)
    assert cast.actor("ben").directs == frozenset()


def test_in_post_needs_no_words(cast):
    assert cast.actor("asha").acting == ()


def test_the_audit_trail_says_in_whose_place_it_was_done(cast, sign_in):
    MembershipFactory(
        person=cast.ben, council=cast.host, basis="delegate", on_behalf_of=cast.asha, ends_on=date(2099, 1, 1)
    )
    typed = {"email": "new@example.org", "role": "editor", "council": cast.host.pk, "basis": "substantive"}
    sign_in(cast.ben).post(reverse("invite"), typed)
    event = Invitation.pgh_event_model.objects.get(email="new@example.org", pgh_label="insert")
    assert event.pgh_context == {
        "actor": str(cast.ben.pk),
        "kind": "person",
        "acting": [f"Delegate director, Ashby, for {cast.asha.pk}"],
        "address": "/accounts/invitations/new/",
    }


def test_the_page_shows_in_which_capacity_someone_acts(cast, sign_in):
    MembershipFactory(
        person=cast.ben, council=cast.host, basis="delegate", on_behalf_of=cast.asha, ends_on=date(2099, 1, 1)
    )
    page = sign_in(cast.ben).get(reverse("account")).content.decode()
    assert "Delegate of Asha" in page
    assert "1 January 2099" in page


@pytest.mark.parametrize(
    ("who", "may"), [("asha", True), ("edie", True), ("gwen", True), ("hana", False), ("femi", False), ("ben", False)]
)
def test_a_role_is_ended_by_those_responsible_for_its_council(cast, who, may):
    role = cast.hana.memberships.get()
    last = role.starts_on + timedelta(days=10)
    if may:
        assert end_membership(membership=role, last_day=last, by=cast.actor(who)).ends_on == last
    else:
        with pytest.raises(PermissionDenied):
            end_membership(membership=role, last_day=last, by=cast.actor(who))


@pytest.mark.parametrize(("who", "may"), [("gwen", True), ("asha", False), ("edie", False), ("femi", False)])
def test_a_partners_role_is_ended_by_an_administrator_alone(cast, who, may):
    role = cast.dev.memberships.get()
    if may:
        assert end_membership(membership=role, last_day=role.starts_on, by=cast.actor(who)).ends_on == role.starts_on
    else:
        with pytest.raises(PermissionDenied):
            end_membership(membership=role, last_day=role.starts_on, by=cast.actor(who))


def test_nobody_puts_off_the_end_of_a_role(cast):
    """An interim director would otherwise stay as long as they like."""
    last = date(2099, 1, 1)
    role = MembershipFactory(person=cast.ben, council=cast.host, basis="interim", ends_on=last)
    with pytest.raises(DomainError, match="To extend it, invite again") as refused:
        end_membership(membership=role, last_day=last + timedelta(days=1), by=cast.actor("ben"))
    assert refused.value.field == "last_day"
    assert end_membership(membership=role, last_day=last - timedelta(days=1), by=cast.actor("ben")).ends_on < last


def test_a_role_cannot_end_before_it_begins(cast):
    role = cast.hana.memberships.get()
    with pytest.raises(DomainError, match="The last day cannot be before the first"):
        end_membership(membership=role, last_day=role.starts_on - timedelta(days=1), by=cast.actor("asha"))


def test_a_delegate_director_invites_for_that_council_and_an_ended_one_does_not(cast, time_machine):
    cast.asha.memberships.update(starts_on=MARCH)
    delegate_of_asha(cast, cast.ben, starts_on=MARCH, ends_on=APRIL)
    time_machine.move_to(noon(APRIL), tick=False)
    assert invite(email="a@example.org", role=Role.EDITOR, council=cast.host, by=cast.actor("ben")).council == cast.host
    time_machine.move_to(noon(date(2026, 5, 1)), tick=False)
    with pytest.raises(PermissionDenied):
        invite(email="b@example.org", role=Role.EDITOR, council=cast.host, by=cast.actor("ben"))

"""Where the link of an invitation leads."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from improvement_hub.accounts.actors import actor_of_person
from improvement_hub.accounts.models import Membership, Person
from improvement_hub.accounts.roles import Role
from improvement_hub.accounts.services import (
    accept_invitation,
    hand_over_link,
    invite,
    join_link,
    organisation_of,
    withdraw_invitation,
)
from improvement_hub.accounts.services.memberships import close_accounts_without_membership
from improvement_hub.accounts.tasks import send_waiting_invitations
from improvement_hub.core.errors import DomainError

PASSWORD = "seven green kettles sing"
NEW = {"name": "Nia New", "password": PASSWORD}


@pytest.fixture
def invitation(cast):
    return invite(email="New@example.org", role=Role.OFFICER, council=cast.host, by=cast.actor("asha"))


def path_of(invitation):
    return join_link(invitation=invitation).removeprefix("http://testserver")


def test_someone_new_makes_an_account_and_is_signed_in(invitation, client, cast):
    response = client.post(path_of(invitation), NEW)
    assert (response.status_code, response.headers["Location"]) == (302, "/accounts/")
    person = Person.objects.get(email="new@example.org")
    assert (person.name, person.organisation.council, person.check_password(PASSWORD)) == ("Nia New", cast.host, True)
    assert actor_of_person(person).improves == {cast.host.pk}
    page = client.get("/accounts/").content.decode()
    assert "You sign in as new@example.org" in page
    assert "Improvement officer" in page


def test_the_page_says_what_one_joins_as(invitation, client):
    page = client.get(path_of(invitation)).content.decode()
    assert "Join as improvement officer, Ashby" in page
    assert "You will sign in as <strong>New@example.org</strong>" in page


def test_a_link_works_once(invitation, client):
    link = path_of(invitation)
    client.post(link, NEW)
    client.logout()
    assert client.get(link).status_code == 404
    assert client.post(link, NEW).status_code == 404
    assert Membership.objects.filter(person__email="new@example.org").count() == 1


def test_two_who_accept_at_once_make_one_membership(invitation):
    accept_invitation(invitation=invitation, **NEW)
    with pytest.raises(DomainError, match="This invitation has been used, was withdrawn or has expired"):
        accept_invitation(invitation=invitation, **NEW)


def test_a_link_expires_after_seven_days(invitation, client, time_machine):
    link = path_of(invitation)
    time_machine.move_to(invitation.expires_at - timedelta(seconds=5), tick=False)
    assert client.get(link).status_code == 200
    time_machine.move_to(invitation.expires_at, tick=False)
    assert client.get(link).status_code == 404
    assert client.post(link, NEW).status_code == 404


def test_the_link_of_a_withdrawn_invitation_leads_nowhere(invitation, client, cast):
    link = path_of(invitation)
    withdraw_invitation(invitation=invitation, by=cast.actor("asha"))
    assert client.get(link).status_code == 404


def test_the_link_of_an_earlier_email_stops_working(invitation, client):
    earlier, later = path_of(invitation), path_of(invitation)
    assert [client.get(link).status_code for link in (earlier, later)] == [404, 200]


@pytest.mark.parametrize("token", ["x", "%20", "0" * 64])
def test_a_guessed_link_leads_nowhere(invitation, client, token):
    assert client.get(f"/accounts/join/{token}/").status_code == 404


def test_no_link_leads_to_an_invitation_without_one(invitation, client):
    assert invitation.token_digest == ""
    assert client.get(reverse("join", args=[" "])).status_code == 404


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        ("short one", "This password is too short. It must contain at least 12 characters."),
        ("new@example.org", "The password is too similar to the e-mail address."),
        ("", "This field is required."),
    ],
)
def test_a_weak_password_is_refused(invitation, client, password, problem):
    response = client.post(path_of(invitation), {"name": "Nia", "password": password})
    assert (response.status_code, response.context["form"].errors["password"]) == (400, [problem])
    assert not Person.objects.filter(email="new@example.org").exists()


def test_someone_with_an_account_accepts_signed_in(cast, sign_in):
    invitation = invite(email="BEN@example.org", role=Role.EDITOR, council=cast.host, by=cast.actor("asha"))
    client = sign_in(cast.ben)
    page = client.get(path_of(invitation))
    assert list(page.context["form"].fields) == []
    assert client.post(path_of(invitation)).status_code == 302
    ben = cast.actor("ben")
    assert (ben.improves, ben.edits) == ({cast.leading.pk}, {cast.host.pk})
    cast.ben.refresh_from_db()
    assert cast.ben.organisation == organisation_of(cast.leading)


def test_someone_with_an_account_is_asked_to_sign_in_and_keeps_it(cast, client):
    invitation = invite(email="ben@example.org", role=Role.EDITOR, council=cast.host, by=cast.actor("asha"))
    link = path_of(invitation)
    before = cast.ben.password
    assert f"/accounts/login/?next={link}" in client.get(link).content.decode()
    response = client.post(link, NEW)
    sentence = "You have an account already: sign in, then open the link again."
    assert (response.status_code, response.context["form"].non_field_errors()) == (400, [sentence])
    cast.ben.refresh_from_db()
    assert (cast.ben.password, cast.ben.name) == (before, "Ben")


def test_an_invitation_is_for_its_own_address(invitation, cast, sign_in):
    response = sign_in(cast.femi).post(path_of(invitation))
    sentence = "This invitation is for New@example.org. Sign in with that address."
    assert (response.status_code, response.context["form"].non_field_errors()) == (400, [sentence])
    assert cast.actor("femi").improves == frozenset()


def test_a_closed_account_opens_again_by_invitation(cast, client):
    cast.ben.memberships.update(ends_on=timezone.localdate() - timedelta(days=3), starts_on="2020-01-01")
    assert close_accounts_without_membership() == 1
    invitation = invite(email="ben@example.org", role=Role.EDITOR, council=cast.host, by=cast.actor("asha"))
    client.post(path_of(invitation), {"name": "Ben Again", "password": PASSWORD})
    ben = Person.objects.get(pk=cast.ben.pk)
    assert (ben.is_active, ben.name, ben.organisation.council) == (True, "Ben Again", cast.host)
    assert ben.check_password(PASSWORD)
    assert actor_of_person(ben).council_ids == {cast.host.pk}


def test_terms_go_from_the_invitation_into_the_membership(cast):
    last = timezone.localdate() + timedelta(days=90)
    invitation = invite(
        email="new@example.org",
        role=Role.DIRECTOR,
        council=cast.host,
        basis="delegate",
        on_behalf_of=cast.asha,
        ends_on=last,
        by=cast.actor("asha"),
    )
    membership = accept_invitation(invitation=invitation, **NEW)
    assert (membership.basis, membership.on_behalf_of, membership.ends_on) == ("delegate", cast.asha, last)
    assert (membership.starts_on, membership.council) == (timezone.localdate(), cast.host)


@pytest.mark.parametrize(("days", "starts"), [(None, 0), (-5, 0), (0, 0), (20, 20)])
def test_a_role_begins_on_its_first_day_and_never_before_one_joins(cast, days, starts):
    today = timezone.localdate()
    first = None if days is None else today + timedelta(days=days)
    invitation = invite(
        email="new@example.org", role=Role.EDITOR, council=cast.host, starts_on=first, by=cast.actor("asha")
    )
    membership = accept_invitation(invitation=invitation, **NEW)
    assert membership.starts_on == today + timedelta(days=starts)
    assert bool(actor_of_person(membership.person).edits) is (starts == 0)


def test_a_partner_belongs_to_the_agency(cast, client):
    agency = cast.dev.organisation
    invitation = invite(email="new@example.org", role=Role.PARTNER, organisation=agency, by=cast.actor("asha"))
    client.post(path_of(invitation), NEW)
    person = Person.objects.get(email="new@example.org")
    actor = actor_of_person(person)
    assert (person.organisation, actor.council_ids, actor.in_sector) == (agency, frozenset(), False)


def test_the_operators_link_is_not_overtaken_by_an_email(cast, client, mailoutbox):
    link = hand_over_link(invitation=invite(email="new@example.org", role=Role.ADMINISTRATOR, send=False))
    send_waiting_invitations()
    assert mailoutbox == []
    assert client.get(link.removeprefix("http://testserver")).status_code == 200

"""The pages about people: what stands on them, what does not, and what they cost."""

import pytest
from django.urls import reverse
from django.utils import timezone

from improvement_hub.accounts.roles import Role
from improvement_hub.accounts.services import organisation_of
from tests.factories import ApiKeyFactory, InvitationFactory, MembershipFactory

MANY = [1, 30]


def colleagues(cast, number):
    home = organisation_of(cast.host)
    return [
        MembershipFactory(person__organisation=home, council=cast.host, role=Role.EDITOR).person for _ in range(number)
    ]


def past_roles(person, council, number):
    days = [timezone.localdate() - timezone.timedelta(days=ago) for ago in range(1, number + 1)]
    for day in days:
        MembershipFactory(person=person, council=council, role=Role.EDITOR, starts_on=day, ends_on=day)


@pytest.mark.parametrize("number", MANY)
def test_the_people_page_costs_the_same_at_any_length(cast, sign_in, number, django_assert_num_queries):
    colleagues(cast, number)
    client = sign_in(cast.asha)
    with django_assert_num_queries(6):
        page = client.get(reverse("people"))
    assert len(page.context["object_list"]) == number + 2


@pytest.mark.parametrize("number", MANY)
def test_the_invitations_page_costs_the_same_at_any_length(cast, sign_in, number, django_assert_num_queries):
    InvitationFactory.create_batch(number, council=cast.host, invited_by=cast.asha)
    client = sign_in(cast.asha)
    with django_assert_num_queries(5):
        page = client.get(reverse("invitations"))
    assert len(page.context["object_list"]) == number


@pytest.mark.parametrize("number", MANY)
def test_the_keys_page_costs_the_same_at_any_length(cast, sign_in, number, django_assert_num_queries):
    ApiKeyFactory.create_batch(number, client__organisation=organisation_of(cast.host))
    client = sign_in(cast.asha)
    with django_assert_num_queries(6):
        page = client.get(reverse("api-clients"))
    assert len(page.context["object_list"]) == number


@pytest.mark.parametrize("number", MANY)
def test_a_persons_page_costs_the_same_however_many_roles_they_have(cast, sign_in, number, django_assert_num_queries):
    past_roles(cast.hana, cast.host, number)
    client = sign_in(cast.asha)
    with django_assert_num_queries(7):
        page = client.get(reverse("person", args=[cast.hana.pk]))
    assert len(page.context["memberships"]) == number + 1


@pytest.mark.parametrize("number", MANY)
def test_ones_own_account_costs_the_same_however_many_roles_one_has(cast, sign_in, number, django_assert_num_queries):
    past_roles(cast.hana, cast.host, number)
    client = sign_in(cast.hana)
    with django_assert_num_queries(5):
        page = client.get(reverse("account"))
    assert len(page.context["memberships"]) == number + 1


def test_a_director_reads_of_their_own_people_only_what_concerns_their_council(cast, sign_in):
    MembershipFactory(person=cast.hana, council=cast.elsewhere, role=Role.EDITOR)
    client = sign_in(cast.asha)
    for page in (reverse("people"), reverse("person", args=[cast.hana.pk])):
        words = client.get(page).content.decode()
        assert ("Improvement officer" in words, "Ashby" in words, "Femsley" in words) == (True, True, False)


def test_a_role_that_is_over_no_longer_stands_in_the_list(cast, sign_in):
    past = timezone.localdate() - timezone.timedelta(days=9)
    MembershipFactory(person=cast.hana, council=cast.host, role=Role.EDITOR, starts_on=past, ends_on=past)
    words = sign_in(cast.asha).get(reverse("people")).content.decode()
    assert ("Improvement officer, Ashby" in words, "Editor, Ashby" in words) == (True, False)


@pytest.mark.parametrize("stranger", ["ben", "carys", "dev", "edie", "femi", "gwen"])
def test_other_peoples_pages_are_not_there_for_a_director(cast, sign_in, stranger):
    person = cast.person(stranger)
    role = person.memberships.get()
    client = sign_in(cast.asha)
    addresses = [
        reverse("person", args=[person.pk]),
        reverse("leaver", args=[person.pk]),
        reverse("end-membership", args=[person.pk, role.pk]),
        reverse("end-membership", args=[cast.hana.pk, role.pk]),
    ]
    assert [client.get(address).status_code for address in addresses] == [404] * 4
    posted = {"last_day": timezone.localdate(), "successor": cast.hana.pk}
    assert [client.post(address, posted).status_code for address in addresses] == [405, 404, 404, 404]
    role.refresh_from_db()
    assert role.ends_on is None


def test_a_colleague_who_is_not_responsible_reads_but_does_nothing(cast, sign_in):
    client = sign_in(cast.hana)
    assert client.get(reverse("person", args=[cast.hana.pk])).status_code == 200
    role = cast.hana.memberships.get()
    assert client.post(reverse("end-membership", args=[cast.hana.pk, role.pk]), {}).status_code == 403
    assert client.post(reverse("leaver", args=[cast.hana.pk]), {}).status_code == 403


@pytest.mark.parametrize(("who", "shown"), [("asha", True), ("edie", True), ("gwen", True), ("hana", False)])
def test_ones_account_links_to_the_people_one_is_responsible_for(cast, sign_in, who, shown):
    page = sign_in(cast.person(who)).get(reverse("account")).content.decode()
    assert (reverse("people") in page) is shown


def test_a_name_that_is_html_stays_words(cast, sign_in):
    cast.hana.name = "<script>alert(1)</script>"
    cast.hana.save()
    page = sign_in(cast.asha).get(reverse("people")).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_every_state_of_an_invitation_is_shown_in_words(cast, sign_in):
    now = timezone.now()
    InvitationFactory(council=cast.host, accepted_at=now, accepted_by=cast.hana)
    InvitationFactory(council=cast.host, withdrawn_at=now)
    InvitationFactory(council=cast.host, expires_at=now)
    InvitationFactory(council=cast.host)
    page = sign_in(cast.asha).get(reverse("invitations")).content.decode()
    counts = {word: page.count(f">{word}<") for word in ("Accepted", "Withdrawn", "Expired", "Open")}
    assert counts == {"Accepted": 1, "Withdrawn": 1, "Expired": 1, "Open": 1}
    assert page.count("Withdraw<span") == 1


def test_empty_lists_say_so(cast, sign_in):
    client = sign_in(cast.asha)
    assert "Nobody is invited yet." in client.get(reverse("invitations")).content.decode()
    assert "No partner system uses the API for your council." in client.get(reverse("api-clients")).content.decode()

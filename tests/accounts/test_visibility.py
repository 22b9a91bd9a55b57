"""Who sees whom: `visible_to` of every model of accounts, for the whole cast."""

from datetime import timedelta

import pytest
from django.utils import timezone

from improvement_hub.accounts.models import ApiClient, Invitation, Membership, Organisation, Person
from improvement_hub.accounts.roles import Role
from improvement_hub.accounts.services import invite, issue_key, organisation_of
from tests.cast import NAMES
from tests.factories import MembershipFactory

ALL = {"Asha", "Hana", "Ben", "Carys", "Dev", "Edie", "Femi", "Gwen"}
REGION = {"Asha", "Hana", "Ben", "Carys", "Edie"}
PEOPLE = {
    "asha": {"Asha", "Hana"},
    "hana": {"Hana"},
    "ben": {"Ben"},
    "carys": {"Carys"},
    "dev": {"Dev"},
    "edie": REGION,
    "femi": {"Femi"},
    "gwen": ALL,
    "robo": set(),
    "nobody": set(),
}


@pytest.mark.parametrize("who", NAMES)
def test_one_sees_oneself_and_those_one_is_responsible_for(cast, who):
    assert {person.name for person in Person.objects.visible_to(cast.actor(who))} == PEOPLE[who]


@pytest.mark.parametrize("who", NAMES)
def test_roles_are_seen_as_their_people_are(cast, who):
    seen = Membership.objects.visible_to(cast.actor(who)).select_related("person")
    assert {membership.person.name for membership in seen} == PEOPLE[who]


@pytest.mark.parametrize("who", NAMES)
def test_organisations_are_no_secret(cast, who):
    assert Organisation.objects.visible_to(cast.actor(who)).count() == Organisation.objects.count()


INVITED = {
    "asha": {"host", "partner"},
    "edie": {"host", "leading", "region"},
    "femi": {"elsewhere"},
    "gwen": {"host", "leading", "region", "elsewhere", "partner", "hub"},
}


@pytest.mark.parametrize("who", NAMES)
def test_invitations_are_seen_by_those_responsible_for_their_scope(cast, who):
    gwen, asha = cast.actor("gwen"), cast.actor("asha")
    for name in ("host", "leading", "elsewhere"):
        invite(email=f"{name}@example.org", role=Role.EDITOR, council=getattr(cast, name), by=gwen)
    invite(email="region@example.org", role=Role.LEAD, region=cast.region, by=gwen)
    invite(email="hub@example.org", role=Role.ADMINISTRATOR, by=gwen)
    invite(email="partner@example.org", role=Role.PARTNER, organisation=cast.dev.organisation, by=asha)
    seen = {one.email.split("@")[0] for one in Invitation.objects.visible_to(cast.actor(who))}
    assert seen == INVITED.get(who, set())


@pytest.mark.parametrize("who", NAMES)
def test_keys_are_seen_by_the_director_of_their_council(cast, who):
    issue_key(name="Host", organisation=organisation_of(cast.host), scopes="read", lifetime=timedelta(days=1))
    seen = {client.name for client in ApiClient.objects.visible_to(cast.actor(who))}
    assert seen == {"asha": {"Host"}, "gwen": {"Host", "Robo"}}.get(who, set())


def test_someone_who_went_to_another_council_is_no_longer_seen(cast):
    """Nor is the address they have there."""
    yesterday = timezone.localdate() - timedelta(days=1)
    MembershipFactory(person=cast.femi, council=cast.host, starts_on=yesterday, ends_on=yesterday)
    assert cast.femi not in Person.objects.visible_to(cast.actor("asha"))
    assert cast.femi not in Person.objects.visible_to(cast.actor("edie"))


def test_someone_who_is_to_come_is_seen(cast):
    tomorrow = timezone.localdate() + timedelta(days=1)
    MembershipFactory(person=cast.femi, council=cast.host, starts_on=tomorrow)
    assert cast.femi in Person.objects.visible_to(cast.actor("asha"))
    assert cast.femi in Person.objects.visible_to(cast.actor("edie"))


def test_someone_who_left_is_still_seen_where_they_belonged(cast):
    past = timezone.localdate() - timedelta(days=9)
    cast.hana.memberships.update(starts_on=past, ends_on=past)
    assert cast.hana in Person.objects.visible_to(cast.actor("asha"))


def test_nobody_is_listed_twice(cast):
    MembershipFactory(person=cast.hana, council=cast.host, role=Role.EDITOR)
    MembershipFactory(person=cast.hana, council=cast.leading, role=Role.EDITOR)
    names = [person.name for person in Person.objects.visible_to(cast.actor("edie"))]
    assert names == sorted(REGION)


def test_an_account_that_is_closed_sees_nothing(cast):
    cast.asha.is_active = False
    assert cast.actor("asha").kind == "nobody"
    assert Person.objects.visible_to(cast.actor("asha")).count() == 0

"""Every hour the provider is asked whether its people are still there: gone there is gone here."""

import logging
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from oauth2_provider.models import Application, RefreshToken

from improvement_hub.accounts import tasks
from improvement_hub.accounts.actors import actor_of_person
from improvement_hub.accounts.models import Identity, Person
from improvement_hub.accounts.roles import Role
from improvement_hub.accounts.services import check_with_provider, invite, join_link, let_go, record_leaver
from improvement_hub.digests.queries import due
from improvement_hub.digests.services import subscribe
from tests.accounts.test_providers import INES, ashby, is_in, roles_of  # noqa: F401
from tests.factories import CouncilFactory, MembershipFactory

pytestmark = pytest.mark.django_db
EMAIL = INES["email"]


@pytest.fixture
def ines(ashby, through, client):  # noqa: F811
    """Signed in through her council, with an application that may act for her; and one by invitation besides."""
    through("1", **INES)
    person = Person.objects.get()
    application = Application.objects.create(
        client_type="public", authorization_grant_type="authorization-code", redirect_uris="https://app.example/"
    )
    RefreshToken.objects.create(user=person, token="r", application=application)
    return person


@pytest.fixture
def after(time_machine):
    def move(**how_long):
        time_machine.move_to(timezone.now() + timedelta(**how_long), tick=False)
        tasks.ask_providers()

    return move


def has_tokens() -> bool:
    return RefreshToken.objects.exists()


def test_while_the_provider_vouches_for_someone_nothing_changes(ines, provider, after, client):
    provider.codes.clear()
    after(minutes=50)
    assert len(provider.refresh_tokens) == 1
    [first] = provider.refresh_tokens
    after(minutes=15)
    assert (is_in(client), has_tokens(), roles_of(EMAIL)) == (True, True, [("improvement_officer", "Ashby", "ashby")])
    [second] = provider.refresh_tokens
    identity = Identity.objects.get()
    assert (first == second, identity.confirmed_at, second in identity.refresh_token) == (False, timezone.now(), False)
    for _ in range(3):
        after(minutes=61)
    assert is_in(client)


def test_removed_there_means_no_role_no_session_and_no_token_here_at_once(ines, provider, after, client, through):
    MembershipFactory(person=ines, council=ines.organisation.council, role=Role.EDITOR)
    provider.removed.add("1")
    after(hours=2)
    assert (is_in(client), has_tokens(), roles_of(EMAIL)) == (False, False, [("editor", "Ashby", "")])
    ended = Identity.objects.get()
    assert (ended.ended_at, ended.refresh_token) == (timezone.now(), "")
    after(hours=2)
    provider.removed.clear()
    through("1", **INES)
    assert (is_in(client), len(roles_of(EMAIL)), Identity.objects.get().ended_at) == (True, 2, None)


def test_what_the_claims_take_ends_within_the_hour_and_what_they_give_waits_for_a_sign_in(
    ines, provider, after, client, through
):
    both = ["Hub.Director", "Hub.Officer"]
    through("1", **INES | {"roles": both})
    provider.people["1"] = INES
    after(hours=2)
    assert (is_in(client), roles_of(EMAIL)) == (True, [("improvement_officer", "Ashby", "ashby")])
    provider.people["1"] = INES | {"roles": both}
    after(hours=2)
    assert roles_of(EMAIL) == [("improvement_officer", "Ashby", "ashby")]
    provider.people["1"] = INES | {"roles": ["Hub.Director"]}
    after(hours=2)
    assert (is_in(client), has_tokens(), roles_of(EMAIL)) == (False, False, [])
    through("1")
    assert roles_of(EMAIL) == [("director", "Ashby", "ashby")]


def test_a_leaver_gets_nothing_back_until_they_sign_in_there_again(ines, provider, after, client, through):
    asha, heir = (
        MembershipFactory(person__organisation=ines.organisation, council=ines.organisation.council).person
        for _ in range(2)
    )
    asked = Identity.objects.get()
    record_leaver(person=ines, successor=heir, last_day=timezone.localdate(), by=actor_of_person(asha))
    left = Identity.objects.get()
    assert (is_in(client), has_tokens(), left.ended_at is None, left.refresh_token) == (False, False, False, "")
    check_with_provider(identity=asked)  # a check that was under way while they left
    assert Identity.objects.get().ended_at == left.ended_at
    after(days=1)
    assert (roles_of(EMAIL), Identity.objects.get().ended_at) == ([], left.ended_at)
    through("1")
    assert (is_in(client), len(roles_of(EMAIL)), Identity.objects.get().ended_at) == (True, 1, None)


def test_whoever_leaves_one_council_and_stays_in_another_is_still_asked_about(ines):
    elsewhere = CouncilFactory()
    MembershipFactory(person=ines, council=elsewhere, role=Role.OFFICER)
    asha, heir = (MembershipFactory(council=elsewhere).person for _ in range(2))
    record_leaver(person=ines, successor=heir, last_day=timezone.localdate(), by=actor_of_person(asha))
    assert (Identity.objects.get().ended_at, has_tokens()) == (None, False)


@pytest.mark.parametrize(
    "trouble",
    [
        {"down": True},
        {"answers": lambda form: (401, {"error": "invalid_client"})},
        {"answers": lambda form: (400, {"error": "invalid_request"})},
        {"answers": lambda form: (200, [])},
        {"answers": lambda form: (200, {"refresh_token": 5, "id_token": 5})},
        {"gives_id_token": False},
        {"wrong": {"sub": "2"}},
        {"wrong": {"iss": "https://evil.example"}},
    ],
    ids=["down", "refuses the hub", "asked wrongly", "a list", "numbers", "no token", "someone else", "another issuer"],
)
def test_without_an_answer_access_lasts_a_day_and_comes_back_at_the_next_sign_in(
    ines, provider, after, client, through, trouble, caplog
):
    provider.__dict__.update(trouble)
    after(hours=11)
    assert (is_in(client), has_tokens()) == (True, True)
    subscription = subscribe(by=actor_of_person(ines), frequency="daily")
    assert due(subscription.next_due_at).exists()
    with caplog.at_level(logging.WARNING):
        after(hours=14)
        after(hours=1)
    assert (has_tokens(), roles_of(EMAIL)) == (False, [])
    assert not due(subscription.next_due_at).exists()
    assert caplog.text.count("ended: no answer for a day") == 1
    provider.reset()
    browser = Client()
    through("1", browser=browser, **INES)
    assert (is_in(browser), roles_of(EMAIL)) == (True, [("improvement_officer", "Ashby", "ashby")])
    assert due(subscription.next_due_at).exists()


def test_a_provider_that_is_no_longer_in_the_settings_ends_access_in_a_day(ines, after, settings):
    settings.SIGN_IN_PROVIDERS = []
    after(hours=25)
    assert not has_tokens()


def test_someone_who_signed_in_meanwhile_is_not_let_go(ines, client):
    seen = Identity.objects.get()
    Identity.objects.update(confirmed_at=timezone.now())
    let_go(identity=seen, because="an answer from before")
    assert (is_in(client), len(roles_of(EMAIL))) == (True, 1)


def test_nobody_is_asked_about_twice_at_a_time_nor_too_early(ines, provider, time_machine):
    identity = Identity.objects.get()
    tasks.ask_provider(str(identity.pk))
    time_machine.move_to(timezone.now() + timedelta(hours=2), tick=False)
    cache.add(f"asking-provider:{identity.pk}", True, 60)
    tasks.ask_provider(str(identity.pk))
    assert Identity.objects.get().confirmed_at == identity.confirmed_at


def test_who_comes_back_by_invitation_signs_in_as_invited(ines, provider, after, client):
    provider.removed.add("1")
    after(hours=2)
    Person.objects.update(is_active=False)
    invitation = invite(email=EMAIL, role=Role.OFFICER, council=ines.organisation.council)
    link = join_link(invitation=invitation).removeprefix("http://testserver")
    client.post(link, {"name": "Ines", "password": "seven green kettles sing"})
    assert (is_in(client), Identity.objects.count()) == (True, 0)

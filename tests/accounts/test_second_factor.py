"""The second factor: who must have one, how it is set up, what it guards, and that its codes cannot be guessed."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from improvement_hub.accounts.actors import actor_of_person
from improvement_hub.accounts.middleware import WANTED
from improvement_hub.accounts.roles import Role
from improvement_hub.accounts.services import organisation_of
from improvement_hub.core.models import KeptWords
from improvement_hub.core.writing.passes import new_pass
from tests.accounts import authenticator
from tests.cast import NAMES
from tests.factories import CouncilFactory, MembershipFactory, PersonFactory
from tests.factories.accounts import PASSWORD
from tests.signed_in import signed_in

LOGIN, CODE, AGAIN = "/accounts/login/", "/accounts/second-factor/sign-in/", "/accounts/second-factor/confirm/"
PAGE, APP, CODES = "/accounts/second-factor/", "/accounts/second-factor/app/", "/accounts/second-factor/codes/"


@pytest.fixture
def asha(cast):
    return cast.asha


@pytest.fixture
def secret(asha):
    return authenticator.set_up(asha)


def by_password(person, client=None):
    client = client or Client()
    return client, client.post(LOGIN, {"login": person.email, "password": PASSWORD})


def goes_to(response):
    return response.status_code, response.headers.get("Location")


def test_directors_leads_and_administrators_need_one(cast):
    people = [name for name in NAMES if name not in ("robo", "nobody")]
    need = {name for name in people if cast.actor(name).needs_second_factor}
    assert need == {"asha", "carys", "edie", "femi", "gwen"}


def test_invented_people_need_none_unless_they_have_a_real_role_too(db):
    invented = CouncilFactory(demonstration=True)
    person = PersonFactory(organisation=organisation_of(CouncilFactory()))
    MembershipFactory(person=person, council=invented)
    demonstrator = PersonFactory(organisation=person.organisation, demonstration=True)
    MembershipFactory(person=demonstrator, role=Role.ADMINISTRATOR)
    assert [actor_of_person(one).needs_second_factor for one in (person, demonstrator)] == [False, False]
    MembershipFactory(person=person, council=CouncilFactory())
    assert actor_of_person(person).needs_second_factor


@pytest.mark.parametrize("path", ["/", "/accounts/", "/accounts/clients/", "/oauth/authorize/", "/reviews/"])
def test_without_one_every_page_leads_to_setting_it_up(asha, path):
    client = signed_in(asha, methods=["password"])
    assert goes_to(client.get(path)) == (302, PAGE)
    assert goes_to(client.post(path)) == (302, PAGE)
    assert "Set up a second factor" in client.get(PAGE).content.decode()


def test_words_typed_before_the_role_came_are_kept_and_found_after_the_set_up(cast, asha):
    client, path = signed_in(asha, methods=["password"]), "/posts/new/"
    tab = new_pass(person=asha.pk, place=path, heading="Write a post").signed()
    assert client.post("/words/keep/", {"body": "We met", "pass": tab}).status_code == 200
    assert goes_to(client.post(path, {"body": "We met. We tried.", "pass": tab})) == (302, PAGE)
    kept = KeptWords.objects.get()
    assert kept.words["body"] == ["We met. We tried."]
    assert "Your words are kept: set one up to go on with them." in client.get(PAGE).content.decode()
    assert goes_to(signed_in(asha, client).get(PAGE)) == (302, kept.back)
    assert "We met. We tried." in client.get(kept.back).content.decode()
    tab = new_pass(person=cast.ben.pk, place=path, heading="Write a post").signed()
    client = signed_in(asha, methods=["password"])
    assert client.post(path, {"body": "Ben's", "pass": tab}).status_code == 403
    assert (KeptWords.objects.get(author=cast.ben).first("body"), WANTED in client.session) == ("Ben's", False)


def test_the_api_says_it_to_a_session_whatever_else_it_sends(asha):
    for headers in ({}, {"Authorization": "Basic eDp5"}):
        answer = signed_in(asha, Client(headers=headers), methods=["password"]).get("/api/v1/reviews/")
        assert (answer.status_code, answer.headers["Content-Type"]) == (403, "application/problem+json")
        assert answer.json()["detail"] == "Your role needs a second factor: set one up on the pages, then try again."
    assert signed_in(asha).get("/api/v1/reviews/").status_code == 200


def test_someone_of_another_role_may_do_without(cast):
    client, answer = by_password(cast.ben)
    assert goes_to(answer) == (302, "/work/")
    assert client.get("/accounts/").status_code == 200


def test_setting_up_an_app_opens_the_hub_and_leads_to_where_one_was_going(asha):
    client, _ = by_password(asha)
    client.get("/councils/?name=Ashby")
    page = client.get(APP).content.decode()
    secret = client.session[SECRET_SESSION_KEY]
    assert (secret in page, "data:image/svg+xml;base64," in page) == (True, True)
    refused = client.post(APP, {"code": authenticator.wrong(secret)})
    assert "This code is not right" in refused.content.decode()
    assert goes_to(client.post(APP, {"code": authenticator.code(secret)})) == (302, CODES)
    codes = client.get(CODES).content.decode()
    assert all(code in codes for code in authenticator.recovery_codes_of(asha))
    assert 'href="/councils/?name=Ashby"' in codes
    assert authenticator.recovery_codes_of(asha)[0] in client.get(CODES + "file/").content.decode()
    assert client.get("/accounts/").status_code == 200


def test_secrets_are_sealed_in_the_database_and_open_to_no_other_key(asha, secret, settings):
    rows = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert (secret in rows, "gAAAA" in rows) == (False, True)
    code = authenticator.code(secret)
    settings.SECRET_KEY = "another installation's"
    client, _ = by_password(asha)
    for guess in (code, authenticator.code("")):
        assert client.post(CODE, {"code": guess}).status_code == 200
    settings.SECRET_KEY_FALLBACKS = ["another installation's"]


def test_after_the_password_comes_the_code(asha, secret):
    client, answer = by_password(asha)
    assert goes_to(answer) == (302, CODE)
    assert goes_to(client.get("/accounts/"))[1].startswith(LOGIN)
    assert goes_to(client.post(CODE, {"code": authenticator.code(secret)})) == (302, "/work/")
    assert client.get("/accounts/").status_code == 200


@pytest.mark.parametrize(("steps", "status"), [(-1, 302), (1, 302), (-2, 200), (2, 200)])
def test_a_clock_may_differ_by_one_step(asha, secret, steps, status):
    client, _ = by_password(asha)
    assert client.post(CODE, {"code": authenticator.code(secret, steps=steps)}).status_code == status


def test_a_code_works_once_for_as_long_as_it_would_be_right(asha, secret):
    code = authenticator.code(secret, steps=1)
    client, _ = by_password(asha)
    assert client.post(CODE, {"code": code}).status_code == 302
    with time_machine.travel(timezone.now() + timedelta(seconds=45), tick=False):
        again, _ = by_password(asha)
        assert again.post(CODE, {"code": f"{code[:3]} {code[3:]}"}).status_code == 200
        assert signed_in(asha).post(AGAIN, {"code": code}).status_code == 200


def test_a_recovery_code_works_once(asha, secret):
    [code, *rest] = authenticator.recovery_codes_of(asha)
    client, _ = by_password(asha)
    assert client.post(CODE, {"code": code}).status_code == 302
    assert client.get("/accounts/").status_code == 200
    again, _ = by_password(asha)
    assert again.post(CODE, {"code": code}).status_code == 200
    assert authenticator.recovery_codes_of(asha) == rest


def test_five_wrong_codes_lock_the_address_for_the_right_one_and_the_password_too(asha, secret):
    elsewhere = signed_in(asha, methods=["password"])
    client, _ = by_password(asha)
    wrong = {"code": authenticator.wrong(secret)}
    assert [client.post(CODE, wrong).status_code for _ in range(5)] == [200, 200, 200, 200, 429]
    assert client.post(CODE, {"code": authenticator.code(secret)}).status_code == 429
    assert by_password(asha)[1].status_code == 429
    assert elsewhere.post(AGAIN, {"code": authenticator.code(secret)}).status_code == 429
    with time_machine.travel(timezone.now() + timedelta(minutes=31), tick=False):
        assert by_password(asha)[1].status_code == 302


def test_the_right_password_between_wrong_codes_does_not_start_the_count_anew(asha, secret):
    wrong = {"code": authenticator.wrong(secret)}
    answers = []
    for _ in range(5):
        client, _ = by_password(asha)
        answers.append(client.post(CODE, wrong).status_code)
    assert answers == [200, 200, 200, 200, 429]


def test_a_session_from_before_is_asked_for_the_second_factor_there_is(asha, secret):
    """Neither a password nor a new authenticator stands in for the one that is set up."""
    client = signed_in(asha, methods=["password"])
    for path in (PAGE, APP, CODES, "/accounts/second-factor/passkeys/add/", APP + "remove/", CODES + "new/"):
        assert client.get(path, follow=True).redirect_chain[-1][0].startswith(AGAIN)
    assert goes_to(client.post(AGAIN + "?next=/accounts/", {"code": authenticator.code(secret)})) == (302, "/accounts/")
    assert client.get("/accounts/").status_code == 200


def test_nobody_whose_role_needs_one_removes_their_last(asha, secret):
    client = signed_in(asha)
    assert "Remove the authenticator app?" in client.get(APP + "remove/").content.decode()
    kept = client.post(APP + "remove/", follow=True).content.decode()
    assert "Your role needs a second factor: add another one" in kept
    assert Authenticator.objects.filter(user=asha).count() == 2


def test_someone_who_may_do_without_removes_theirs_and_the_codes_with_it(cast):
    authenticator.set_up(cast.ben)
    assert goes_to(signed_in(cast.ben).post(APP + "remove/")) == (302, PAGE)
    assert not Authenticator.objects.filter(user=cast.ben).exists()


def test_new_recovery_codes_end_the_old_ones(asha, secret):
    old = authenticator.recovery_codes_of(asha)
    client = signed_in(asha)
    assert "10 are not used yet" in client.get(CODES + "new/").content.decode()
    client.post(CODES + "new/")
    assert set(authenticator.recovery_codes_of(asha)).isdisjoint(old)


def test_the_first_one_is_added_by_whoever_signed_in_just_now_alone(cast):
    client = signed_in(cast.ben)
    with time_machine.travel(timezone.now() + timedelta(minutes=6), tick=False):
        assert goes_to(client.get(APP)) == (302, f"/accounts/confirm/?next={APP.replace('/', '%2F')}")


@pytest.mark.parametrize("number", [0, 12])
def test_the_page_costs_the_same_however_many_one_has(cast, number, django_assert_num_queries):
    for count in range(number):
        Authenticator.objects.create(user=cast.ben, type="webauthn", data={"name": f"Key {count}"})
    client = signed_in(cast.ben)
    with django_assert_num_queries(4):
        page = client.get(reverse("mfa_index"))
    assert len(page.context["factors"]) == number

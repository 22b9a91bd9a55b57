"""A person's own token, from the question on the page to the exchange of the code."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from oauth2_provider.models import AccessToken, Grant

from improvement_hub.accounts.services import accept_invitation, invite
from tests.api.conftest import REDIRECT
from tests.api.consent import VERIFIER, answer, back_with, exchange, question
from tests.signed_in import signed_in


def test_the_page_asks_and_says_what_for(cast, application, sign_in):
    page = sign_in(cast.dev).get("/oauth/authorize/", question(application)).content.decode()
    for words in (
        "Allow Notes?",
        "Read what you may see",
        "Log evidence, move statements and write posts as you",
        "Refuse",
    ):
        assert words in page


def test_signed_out_one_is_asked_to_sign_in_first(application, client):
    response = client.get("/oauth/authorize/", question(application))
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/accounts/login/?next=/oauth/authorize/")


def test_allowing_leads_back_with_a_code_and_the_state(cast, application, sign_in):
    back = back_with(answer(sign_in(cast.dev), question(application), allow="Authorize"))
    assert (sorted(back), back["state"], back["iss"]) == (["code", "iss", "state"], "s1", "http://testserver")


def test_refusing_leads_back_without_a_code(cast, application, sign_in):
    back = back_with(answer(sign_in(cast.dev), question(application)))
    assert (back["error"], "code" in back, back["state"]) == ("access_denied", False, "s1")
    assert Grant.objects.count() == 0


def test_a_code_works_once(scene, application, sign_in):
    code = back_with(answer(sign_in(scene.cast.dev), question(application), allow="Authorize"))["code"]
    assert [exchange(application, code).status_code for _ in range(2)] == [200, 400]


@pytest.mark.parametrize("verifier", ["", "another-verifier-of-forty-three-characters-0123456"])
def test_a_code_is_worth_nothing_without_its_verifier(cast, application, sign_in, verifier):
    code = back_with(answer(sign_in(cast.dev), question(application), allow="Authorize"))["code"]
    response = exchange(application, code, code_verifier=verifier)
    assert (response.status_code, response.json()["error"]) == (400, "invalid_grant")
    assert AccessToken.objects.count() == 0


def test_a_code_is_worth_nothing_after_a_minute(cast, application, sign_in):
    code = back_with(answer(sign_in(cast.dev), question(application), allow="Authorize"))["code"]
    with time_machine.travel(timezone.now() + timedelta(seconds=61), tick=False):
        assert exchange(application, code).json()["error"] == "invalid_grant"


def test_without_a_challenge_the_question_is_refused(cast, application, sign_in):
    asked = question(application, code_challenge="", code_challenge_method="")
    assert back_with(sign_in(cast.dev).get("/oauth/authorize/", asked))["error"] == "invalid_request"


def test_a_challenge_that_is_not_hashed_is_worth_nothing(cast, application, sign_in):
    asked = question(application, code_challenge=VERIFIER, code_challenge_method="plain")
    back = back_with(answer(sign_in(cast.dev), asked, allow="Authorize"))
    assert (back["error"], "code" in back, Grant.objects.count()) == ("invalid_request", False, 0)


def test_a_challenge_taken_out_of_the_form_is_refused_too(cast, application, sign_in):
    client = sign_in(cast.dev)
    response = answer(client, question(application), allow="Authorize", code_challenge="", code_challenge_method="")
    assert "code" not in parse_qs(urlsplit(response.headers.get("Location", "")).query)
    assert Grant.objects.count() == 0


@pytest.mark.parametrize(
    "redirect", ["https://evil.example/", REDIRECT + "/more", "https://notes.example.org.evil.example/back"]
)
def test_nobody_is_led_to_an_address_that_is_not_registered(cast, application, sign_in, redirect):
    response = sign_in(cast.dev).get("/oauth/authorize/", question(application, redirect_uri=redirect))
    assert (response.status_code, "Location" in response.headers) == (400, False)
    assert "This request is not valid" in response.content.decode()


def test_an_unknown_application_is_refused(cast, application, sign_in):
    response = sign_in(cast.dev).get("/oauth/authorize/", question(application, client_id="eve"))
    assert (response.status_code, "This request is not valid" in response.content.decode()) == (400, True)


@pytest.mark.parametrize("grant", ["client_credentials", "password", "implicit"])
def test_a_token_comes_by_a_persons_consent_alone(cast, application, grant):
    given = {"grant_type": grant, "client_id": application.client_id, "client_secret": application.client_secret}
    person = {"username": "dev@example.org", "password": "four plain random words"}
    response = Client().post("/oauth/token/", {**given, **person})
    assert (response.status_code >= 400, AccessToken.objects.count()) == (True, 0)


def test_the_implicit_way_is_closed(cast, application, sign_in):
    response = sign_in(cast.dev).get("/oauth/authorize/", question(application, response_type="token"))
    assert "access_token" not in response.headers.get("Location", "")
    assert AccessToken.objects.count() == 0


def test_the_pages_policy_lets_its_form_lead_to_the_application_and_nowhere_else(cast, application, sign_in):
    policy = sign_in(cast.dev).get("/oauth/authorize/", question(application)).headers["Content-Security-Policy"]
    [form_action] = [part.strip() for part in policy.split(";") if part.strip().startswith("form-action")]
    assert form_action == "form-action 'self' https://notes.example.org"


def test_a_refused_question_widens_no_policy(cast, application, sign_in):
    asked = question(application, redirect_uri="https://evil.example/")
    response = sign_in(cast.dev).get("/oauth/authorize/", asked)
    assert "evil.example" not in response.headers["Content-Security-Policy"]


def test_a_promotion_ends_the_tokens_of_before_and_asks_for_a_second_factor_before_new_ones(
    cast, application, bearer, token_of
):
    ben, works = cast.ben, bearer(token_of(cast.ben))
    assert works.get("/api/v1/reviews/").status_code == 200
    soon = timezone.localdate() + timedelta(days=5)
    for role, starts_on, status in (("editor", None, 200), ("director", soon, 401)):
        invitation = invite(email=ben.email, role=role, council=ben.organisation.council, starts_on=starts_on)
        accept_invitation(invitation=invitation, person=ben)
        assert works.get("/api/v1/reviews/").status_code == status
    page = signed_in(ben, methods=["password"]).get("/oauth/authorize/", question(application))
    assert (page.status_code, page.headers["Location"]) == (302, "/accounts/second-factor/")
    assert signed_in(ben).get("/oauth/authorize/", question(application)).status_code == 200
    time_of_the_role = timezone.now() + timedelta(days=6)
    with time_machine.travel(time_of_the_role, tick=False):
        again = bearer(token_of(ben, secret="given-after"))
        lead = invite(email=ben.email, role="regional_lead", region=ben.organisation.council.region)
        accept_invitation(invitation=lead, person=ben)
        assert again.get("/api/v1/reviews/").status_code == 200

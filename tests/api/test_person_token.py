"""A person's own token, from the question on the page to a note over the API."""

import base64
import hashlib
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from oauth2_provider.models import AccessToken, Grant, RefreshToken

from peer_review.models import Evidence
from tests.api.conftest import REDIRECT

VERIFIER = "a-verifier-of-forty-three-characters-at-least-0123"
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()


def question(application, **more):
    return {
        **{"client_id": application.client_id, "response_type": "code", "redirect_uri": REDIRECT, "state": "s1"},
        **{"scope": "read write", "code_challenge": CHALLENGE, "code_challenge_method": "S256"},
        **more,
    }


def answer(client, asked, **more):
    """What the page's form sends back: its hidden fields, and the button."""
    form = client.get("/oauth/authorize/", asked).context["form"]
    hidden = {field.name: field.value() or "" for field in form if field.is_hidden}
    return client.post("/oauth/authorize/", {**hidden, **more})


def back_with(response):
    """The parameters with which the person returns to the application."""
    target = urlsplit(response.headers["Location"])
    assert (response.status_code, f"{target.scheme}://{target.netloc}{target.path}") == (302, REDIRECT)
    return {name: values[0] for name, values in parse_qs(target.query).items()}


def exchange(application, code, **more):
    given = {"grant_type": "authorization_code", "code": code, "redirect_uri": REDIRECT, "code_verifier": VERIFIER}
    return Client().post("/oauth/token/", {**given, "client_id": application.client_id, **more})


@pytest.fixture
def tokens(scene, application, sign_in):
    """Dev allows the application; it exchanges the code."""
    code = back_with(answer(sign_in(scene.cast.dev), question(application), allow="Authorize"))["code"]
    return exchange(application, code).json()


def test_the_page_asks_and_says_what_for(cast, application, sign_in):
    page = sign_in(cast.dev).get("/oauth/authorize/", question(application)).content.decode()
    for words in ("Allow Notes?", "Read what you may see", "Log evidence and move statements as you", "Refuse"):
        assert words in page


def test_signed_out_one_is_asked_to_sign_in_first(application, client):
    response = client.get("/oauth/authorize/", question(application))
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/accounts/login/?next=/oauth/authorize/")


def test_allowing_leads_back_with_a_code_and_the_state(cast, application, sign_in):
    back = back_with(answer(sign_in(cast.dev), question(application), allow="Authorize"))
    assert (sorted(back), back["state"]) == (["code", "state"], "s1")


def test_refusing_leads_back_without_a_code(cast, application, sign_in):
    back = back_with(answer(sign_in(cast.dev), question(application)))
    assert (back["error"], "code" in back, back["state"]) == ("access_denied", False, "s1")
    assert Grant.objects.count() == 0


def test_the_token_reads_what_the_person_reads(scene, tokens, bearer):
    assert (tokens["token_type"], tokens["expires_in"], tokens["scope"]) == ("Bearer", 3600, "read write")
    found = bearer(tokens["access_token"]).get("/api/v1/reviews/").json()
    assert [row["id"] for row in found["results"]] == [str(scene.review.pk)]


def test_the_token_logs_evidence_as_the_person(scene, tokens, bearer, note):
    response = bearer(tokens["access_token"]).post("/api/v1/evidence/", note, "application/json")
    assert (response.status_code, response.json()["author"]) == (201, "Dev")
    piece = Evidence.objects.get()
    assert (piece.author, piece.note) == (scene.cast.dev, note["note"])
    assert piece.events.get().pgh_context["actor"] == str(scene.cast.dev.pk)


def test_a_code_works_once(scene, application, sign_in):
    code = back_with(answer(sign_in(scene.cast.dev), question(application), allow="Authorize"))["code"]
    assert [exchange(application, code).status_code for _ in range(2)] == [200, 400]


@pytest.mark.parametrize("verifier", ["", "another-verifier-of-forty-three-characters-0123456"])
def test_a_code_is_worth_nothing_without_its_verifier(cast, application, sign_in, verifier):
    code = back_with(answer(sign_in(cast.dev), question(application), allow="Authorize"))["code"]
    response = exchange(application, code, code_verifier=verifier)
    assert (response.status_code, response.json()["error"]) == (400, "invalid_request" if not verifier else "invalid_grant")
    assert AccessToken.objects.count() == 0


def test_a_code_is_worth_nothing_after_a_minute(cast, application, sign_in):
    code = back_with(answer(sign_in(cast.dev), question(application), allow="Authorize"))["code"]
    with time_machine.travel(timezone.now() + timedelta(seconds=61), tick=False):
        assert exchange(application, code).json()["error"] == "invalid_grant"


@pytest.mark.parametrize("changed", [{"code_challenge": "", "code_challenge_method": ""}, {"code_challenge_method": "plain"}])
def test_without_a_hashed_challenge_the_question_is_refused(cast, application, sign_in, changed):
    response = sign_in(cast.dev).get("/oauth/authorize/", question(application, **changed))
    assert back_with(response)["error"] == "invalid_request"
    assert Grant.objects.count() == 0


def test_a_challenge_taken_out_of_the_form_is_refused_too(cast, application, sign_in):
    client = sign_in(cast.dev)
    response = answer(client, question(application), allow="Authorize", code_challenge="", code_challenge_method="")
    assert "code" not in parse_qs(urlsplit(response.headers.get("Location", "")).query)
    assert Grant.objects.count() == 0


@pytest.mark.parametrize("redirect", ["https://evil.example/", REDIRECT + "/more", "https://notes.example.org.evil.example/back"])
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


def test_tokens_are_hashed_at_rest(tokens):
    [access], [refresh] = AccessToken.objects.values(), RefreshToken.objects.values()
    for row, secret in ((access, tokens["access_token"]), (refresh, tokens["refresh_token"])):
        assert [name for name, value in row.items() if value == secret] == []
    assert access["token_checksum"] == hashlib.sha256(tokens["access_token"].encode()).hexdigest()


def test_consent_is_asked_every_time_whatever_the_application_says(tokens, scene, application, sign_in):
    asked = question(application, approval_prompt="auto")
    response = sign_in(scene.cast.dev).get("/oauth/authorize/", asked)
    assert (response.status_code, "Allow Notes?" in response.content.decode()) == (200, True)


def test_refreshing_gives_a_new_token_and_ends_the_old_one(tokens, application, bearer):
    given = {"grant_type": "refresh_token", "client_id": application.client_id}
    fresh = Client().post("/oauth/token/", {**given, "refresh_token": tokens["refresh_token"]}).json()
    answers = [bearer(one["access_token"]).get("/api/v1/reviews/").status_code for one in (tokens, fresh)]
    assert answers == [401, 200]


def test_a_refresh_token_used_twice_ends_the_whole_family(tokens, application, bearer):
    given = {"grant_type": "refresh_token", "client_id": application.client_id, "refresh_token": tokens["refresh_token"]}
    fresh = Client().post("/oauth/token/", given).json()
    again = Client().post("/oauth/token/", given)
    assert (again.status_code, again.json()["error"]) == (400, "invalid_grant")
    assert bearer(fresh["access_token"]).get("/api/v1/reviews/").status_code == 401


def test_a_token_can_be_revoked(tokens, application, bearer):
    Client().post("/oauth/revoke/", {"token": tokens["access_token"], "client_id": application.client_id})
    assert bearer(tokens["access_token"]).get("/api/v1/reviews/").status_code == 401


def test_the_pages_policy_lets_its_form_lead_to_the_application_and_nowhere_else(cast, application, sign_in):
    policy = sign_in(cast.dev).get("/oauth/authorize/", question(application)).headers["Content-Security-Policy"]
    [form_action] = [part.strip() for part in policy.split(";") if part.strip().startswith("form-action")]
    assert form_action == "form-action 'self' https://notes.example.org"


def test_a_refused_question_widens_no_policy(cast, application, sign_in):
    asked = question(application, redirect_uri="https://evil.example/")
    response = sign_in(cast.dev).get("/oauth/authorize/", asked)
    assert "evil.example" not in response.headers["Content-Security-Policy"]

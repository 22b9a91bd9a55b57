"""Keys, tokens and sessions at the door of the API."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from improvement_hub.accounts.services import revoke_key
from peer_review.models import Evidence
from tests.signed_in import signed_in

LIST = "/api/v1/reviews/"


def refused(response, sentence):
    problem = response.json()
    assert (response.status_code, problem["status"], problem["detail"]) == (401, 401, sentence)
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["WWW-Authenticate"] == 'Bearer realm="Improvement Hub", error="invalid_token"'


def test_a_key_reads(cast, bearer):
    assert bearer(cast.robo_key).get("/api/v1/councils/").json()["results"][0]["name"] == "Ashby"


@pytest.mark.parametrize("spelling", ["bearer", "BEARER", "Bearer"])
def test_the_word_bearer_may_be_spelt_in_any_case(cast, spelling):
    client = Client(headers={"Authorization": f"{spelling} {cast.robo_key}"})
    assert client.get(LIST).status_code == 200


def test_an_unknown_expired_or_revoked_key_is_refused(cast, bearer):
    sentence = "This key is unknown, has expired or was revoked."
    refused(bearer("hub_unknown").get(LIST), sentence)
    key = cast.robo.keys.get()
    with time_machine.travel(key.expires_at + timedelta(seconds=1), tick=False):
        refused(bearer(cast.robo_key).get(LIST), sentence)
    revoke_key(key=key, by=cast.actor("gwen"))
    refused(bearer(cast.robo_key).get(LIST), sentence)


@pytest.mark.parametrize("secret", ["", "unknown", "x y", "é", "tökén" * 50])
def test_an_unknown_token_is_refused(db, secret):
    client = Client(headers={"Authorization": f"Bearer {secret}".encode().decode("latin-1")})
    refused(client.get(LIST), "This token is unknown or has expired.")


def test_a_token_expires(cast, bearer, token_of):
    token = token_of(cast.dev)
    assert bearer(token).get(LIST).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(hours=1, seconds=1), tick=False):
        refused(bearer(token).get(LIST), "This token is unknown or has expired.")


def test_the_token_of_a_closed_account_is_refused(cast, bearer, token_of):
    token = token_of(cast.dev)
    cast.dev.is_active = False
    cast.dev.save()
    refused(bearer(token).get(LIST), "This token is unknown or has expired.")


def test_a_token_of_nobody_is_refused(cast, bearer, token_of):
    refused(bearer(token_of(cast.dev, user=None)).get(LIST), "This token is unknown or has expired.")


def test_a_token_made_for_another_service_is_refused(cast, bearer, token_of):
    token = token_of(cast.dev, resource=["https://elsewhere.example/"])
    refused(bearer(token).get(LIST), "This token is unknown or has expired.")


def test_a_bad_token_is_refused_even_beside_a_good_session(cast, sign_in):
    client = sign_in(cast.gwen)
    refused(client.get(LIST, headers={"Authorization": "Bearer unknown"}), "This token is unknown or has expired.")


def test_other_kinds_of_authorization_are_nobodys(db):
    client = Client(headers={"Authorization": "Basic Z3dlbjpnd2Vu"})
    assert client.get(LIST).json()["results"] == []


def test_a_token_that_only_reads_cannot_write(cast, scene, bearer, token_of, note):
    client = bearer(token_of(cast.dev, scope="read"))
    response = client.post("/api/v1/evidence/", note, "application/json")
    assert (response.status_code, response.json()["detail"]) == (
        403,
        "This key or token does not have the scope for that: it needs write:evidence.",
    )
    assert response.headers["WWW-Authenticate"] == 'Bearer error="insufficient_scope", scope="write:evidence"'
    assert client.get(LIST).status_code == 200
    assert Evidence.objects.count() == 0


def test_a_token_that_only_writes_cannot_read(cast, bearer, token_of):
    response = bearer(token_of(cast.dev, scope="write")).get(LIST)
    assert (response.status_code, response.json()["title"]) == (403, "This key does not reach that far")


def test_a_key_alone_never_writes(cast, scene, bearer, note):
    response = bearer(cast.robo_key).post("/api/v1/evidence/", note, "application/json")
    assert (response.status_code, Evidence.objects.count()) == (403, 0)


def test_even_a_key_that_claims_to_write_does_not(cast, scene, bearer, note):
    cast.robo.scopes = "read write"
    cast.robo.save()
    response = bearer(cast.robo_key).post("/api/v1/evidence/", note, "application/json")
    assert (response.status_code, response.json()["detail"]) == (
        403,
        "This needs a person: sign in, or use a person's own token.",
    )


def test_nobody_is_asked_who_they_are_before_they_write(scene, client, note):
    response = client.post("/api/v1/evidence/", note, "application/json")
    assert (response.status_code, response.json()["detail"]) == (401, "Authentication credentials were not provided.")
    assert response.headers["WWW-Authenticate"] == 'Bearer realm="Improvement Hub"'


def test_a_session_writes_with_its_csrf_token_alone(cast, scene, note):
    client = Client(enforce_csrf_checks=True)
    signed_in(cast.dev, client)
    without = client.post("/api/v1/evidence/", note, "application/json")
    assert (without.status_code, without.json()["detail"].startswith("CSRF Failed")) == (403, True)
    client.get("/accounts/")
    token = client.cookies["csrftoken"].value
    with_it = client.post("/api/v1/evidence/", note, "application/json", headers={"X-CSRFToken": token})
    assert (with_it.status_code, with_it.json()["author"]) == (201, "Dev")


@pytest.mark.parametrize("query", ['q="x|y"', "q=%zz", "q=é", "q=[]{}", "q=%00"])
def test_odd_query_strings_break_no_token(cast, bearer, token_of, query):
    assert bearer(token_of(cast.dev)).get(f"/api/v1/councils/?{query}").status_code in (200, 400)


@pytest.mark.parametrize(
    "content_type", ["multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "text/plain"]
)
def test_a_body_that_is_no_json_is_refused_for_a_token_too(cast, scene, bearer, token_of, content_type):
    client = bearer(token_of(cast.dev))
    response = client.post("/api/v1/evidence/", b"a=b", content_type, headers={"Idempotency-Key": "k"})
    assert (response.status_code, response.json()["status"]) == (415, 415)

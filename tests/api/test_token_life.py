"""What a person's own token does, how it is kept, refreshed and ended."""

import hashlib

import pytest
from django.test import Client
from oauth2_provider.models import AccessToken, RefreshToken

from peer_review.models import Evidence
from tests.api.consent import answer, back_with, exchange, question


@pytest.fixture
def tokens(scene, application, sign_in):
    """Dev allows the application; it exchanges the code."""
    code = back_with(answer(sign_in(scene.cast.dev), question(application), allow="Authorize"))["code"]
    return exchange(application, code).json()


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
    given = {
        "grant_type": "refresh_token",
        "client_id": application.client_id,
        "refresh_token": tokens["refresh_token"],
    }
    fresh = Client().post("/oauth/token/", given).json()
    again = Client().post("/oauth/token/", given)
    assert (again.status_code, again.json()["error"]) == (400, "invalid_grant")
    assert bearer(fresh["access_token"]).get("/api/v1/reviews/").status_code == 401


def test_a_token_can_be_revoked(tokens, application, bearer):
    Client().post("/oauth/revoke/", {"token": tokens["access_token"], "client_id": application.client_id})
    assert bearer(tokens["access_token"]).get("/api/v1/reviews/").status_code == 401

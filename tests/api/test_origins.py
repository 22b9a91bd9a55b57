"""Scripts of listed origins call with a key or token; the session of the pages stays with the pages."""

import pytest
from django.conf import settings as configured
from django.test import Client

from tests.signed_in import signed_in

pytestmark = pytest.mark.django_db
THEIRS = "https://intranet.example.org"


@pytest.fixture(autouse=True)
def _listed(settings):
    settings.CORS_ALLOWED_ORIGINS = [THEIRS]


def allowed(response):
    return response.headers.get("Access-Control-Allow-Origin")


@pytest.mark.parametrize("path", ["/api/v1/regions/", "/api/v1/schema/", "/api/v1/nowhere/"])
def test_a_listed_origin_reads_answers_and_their_headers(client, path):
    response = client.get(path, headers={"Origin": THEIRS})
    exposed = response.headers["Access-Control-Expose-Headers"].split(", ")
    assert allowed(response) == THEIRS
    assert {"ETag", "Link", "RateLimit", "Retry-After", "Deprecation", "Sunset"} <= set(exposed)
    assert "Access-Control-Allow-Credentials" not in response.headers


@pytest.mark.parametrize("path", ["/api/v1/posts/", "/oauth/token/"])
def test_a_listed_origin_may_ask_before_it_writes(client, path):
    asks = {"Origin": THEIRS, "Access-Control-Request-Method": "POST"}
    asks["Access-Control-Request-Headers"] = "authorization,if-match,idempotency-key,content-type"
    response = client.options(path, headers=asks)
    assert (response.status_code, allowed(response)) == (200, THEIRS)
    assert "POST" in response.headers["Access-Control-Allow-Methods"]
    names = response.headers["Access-Control-Allow-Headers"].split(", ")
    assert {"authorization", "if-match", "if-none-match", "idempotency-key", "content-type"} <= set(names)


@pytest.mark.parametrize(
    "origin", ["https://evil.example", f"{THEIRS}.evil.example", "http://intranet.example.org", "null"]
)
def test_any_other_origin_is_told_nothing(client, origin):
    assert allowed(client.get("/api/v1/regions/", headers={"Origin": origin})) is None


@pytest.mark.parametrize("path", ["/", "/councils/", "/accounts/login/", "/oauth/authorize/", "/healthz"])
def test_the_pages_are_for_no_other_origin(client, path):
    assert allowed(client.get(path, headers={"Origin": THEIRS})) is None


def test_nobody_is_listed_unless_the_installation_says_so():
    assert configured.CORS_ALLOW_CREDENTIALS is False
    assert not getattr(configured, "CORS_ALLOW_ALL_ORIGINS", False)


@pytest.mark.parametrize("origin", [THEIRS, "http://testserver"])
def test_a_session_of_the_pages_writes_only_with_its_token_of_the_form(cast, origin):
    browser = signed_in(cast.ben, Client(enforce_csrf_checks=True))
    response = browser.post("/api/v1/posts/", {"title": "A"}, "application/json", headers={"Origin": origin})
    assert (response.status_code, response.json()["detail"][:11]) == (403, "CSRF Failed")

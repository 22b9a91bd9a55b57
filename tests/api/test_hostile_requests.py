"""What no partner sends gets an answer in the 400s, never a crash."""

import pytest
from django.urls import reverse

from tests.factories import PostFactory


@pytest.mark.parametrize(
    "path",
    ["/api/v1/posts/%00/", "/api/v1/themes/a%00b/", "/api/v1/councils/%00/", "/councils/%00/", "/posts/%00/"],
)
def test_nothing_has_an_address_with_null_characters(client, db, path):
    PostFactory()
    assert client.get(path).status_code == 404


def test_a_version_in_the_query_never_reaches_a_header(client, db):
    response = client.get("/api/v1/schema/?version=1%00%0d%0aX-Evil:1")
    assert response.status_code == 200
    assert "X-Evil" not in str(response.headers)


def test_json_nested_too_deeply_is_refused(cast, sign_in):
    body = "[" * 100_000 + "]" * 100_000
    response = sign_in(cast.dev).post("/api/v1/evidence/", body, content_type="application/json")
    assert (response.status_code, response.json()["status"]) == (400, 400)


def test_half_a_character_is_refused_wherever_it_stands(cast, sign_in):
    for said in ('{"title": "Pods", "kind": "\\ud800"}', '{"councils": ["\\udc00"]}', '{"\\ud800": 1}'):
        response = sign_in(cast.asha).post("/api/v1/posts/", said, content_type="application/json")
        assert (response.status_code, response.json()["status"]) == (400, 400)


@pytest.mark.parametrize("path", ["/posts/", "/posts/feed/", "/api/v1/events/", "/api/v1/case-studies/"])
def test_no_theme_is_called_by_null_characters(client, db, path):
    assert client.get(path, {"theme": "a\0"}).status_code in (200, 400, 422)


def test_a_body_larger_than_the_hub_takes_is_413(cast, sign_in):
    body = '{"note": "' + "a" * 3_000_000 + '"}'
    response = sign_in(cast.dev).post("/api/v1/evidence/", body, content_type="application/json")
    assert (response.status_code, response.json()["detail"]) == (413, "This is more than the hub takes at once.")


def test_the_token_address_refuses_null_characters(client, db):
    address = reverse("oauth2_provider:token")
    assert client.post(address, {"grant_type": "authorization_code", "code": "\0"}).status_code == 400


def test_an_unknown_application_cannot_be_authorised(cast, sign_in):
    address = reverse("oauth2_provider:authorize")
    form = {"client_id": "nope", "redirect_uri": "https://x.example/", "response_type": "code", "scope": "read"}
    assert sign_in(cast.dev).post(address, form | {"allow": "Authorize"}).status_code == 400


@pytest.mark.parametrize("path", ["/accounts/", "/reviews/", "/api/v1/reviews/"])
def test_what_is_read_signed_in_is_kept_by_no_cache(cast, sign_in, path):
    assert "no-store" in sign_in(cast.dev).get(path).headers["Cache-Control"]


def test_a_reset_link_stands_under_the_hubs_own_address(cast, client, mailoutbox):
    client.post(reverse("account_reset_password"), {"email": cast.dev.email}, headers={"Host": "localhost:1234"})
    (mail,) = mailoutbox
    assert "http://testserver/accounts/password/reset/" in mail.body
    assert "1234" not in mail.body

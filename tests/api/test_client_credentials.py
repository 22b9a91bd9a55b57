"""A client's own token by OAuth, asked for as partners' libraries do."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from authlib.integrations.requests_client import OAuth2Session
from authlib.oauth2.rfc8414 import AuthorizationServerMetadata
from django.test import Client
from django.utils import timezone
from oauth2_provider.models import AccessToken, Application
from requests.adapters import BaseAdapter
from requests.models import Response

from improvement_hub.accounts.callers import caller_by_token
from improvement_hub.accounts.services import (
    add_key,
    change_client,
    organisation_of,
    register_client,
    revoke_client,
    revoke_key,
    rotate_key,
)
from tests.api.conftest import REDIRECT
from tests.api.consent import answer, back_with

HUB = "https://testserver"
TOKEN = f"{HUB}/oauth/token/"


class ToTheHub(BaseAdapter):
    """The library's requests, answered by the hub in this process: bytes and headers as they were sent."""

    def send(self, request, **kwargs):
        request.headers.pop(
            "Accept-Encoding", None
        )  # what is packed would be unpacked by the socket, which is none here
        sent = {"HTTP_" + name.upper().replace("-", "_"): value for name, value in request.headers.items()}
        target = urlsplit(request.url)
        answered = Client().generic(
            request.method,
            f"{target.path}?{target.query}",
            request.body or "",
            content_type=request.headers.get("Content-Type", "application/octet-stream"),
            **sent,
        )
        response = Response()
        response.status_code, response._content = answered.status_code, answered.content
        response.headers.update(answered.headers)
        response.request, response.url = request, request.url
        return response

    def close(self):
        """Nothing is open."""


def session(**terms):
    made = OAuth2Session(**terms)
    made.mount(HUB, ToTheHub())
    return made


@pytest.fixture
def intranet(cast):
    by = cast.actor("asha")
    return register_client(name="Intranet", organisation=organisation_of(cast.host), scopes="read write:posts", by=by)


@pytest.fixture
def credentials(cast, intranet):
    """(the key, client id, client secret)"""
    ends = timezone.now() + timedelta(days=30)
    key, secret = add_key(client=intranet, kind="oauth", expires_at=ends, by=cast.actor("asha"))
    return key, key.application.client_id, secret


@pytest.fixture
def as_partner(credentials):
    _, client_id, secret = credentials

    def as_partner(**terms):
        return session(client_id=client_id, client_secret=secret, **terms)

    return as_partner


@pytest.mark.parametrize("way", ["client_secret_basic", "client_secret_post"])
def test_a_library_gets_a_token_either_way_and_reads_with_it(as_partner, way):
    partner = as_partner(token_endpoint_auth_method=way)
    token = partner.fetch_token(TOKEN, grant_type="client_credentials")
    assert (token["token_type"], token["expires_in"], token["scope"]) == ("Bearer", 3600, "read write:posts")
    assert "refresh_token" not in token
    assert partner.get(f"{HUB}/api/v1/councils/").json()["results"][0]["name"] == "Ashby"


def test_it_asks_for_no_more_than_the_client_may_and_gladly_for_less(as_partner):
    fewer = as_partner(scope="read:posts").fetch_token(TOKEN, grant_type="client_credentials")
    assert fewer["scope"] == "read:posts"
    for scope in ("write", "write:case-studies", "everything"):
        refused = as_partner().post(
            TOKEN, data={"grant_type": "client_credentials", "scope": scope}, withhold_token=True
        )
        assert refused.status_code in (400, 401)
    assert AccessToken.objects.count() == 1


def test_the_token_of_a_client_is_its_client_in_one_statement(
    as_partner, intranet, credentials, django_assert_num_queries
):
    token = as_partner().fetch_token(TOKEN, grant_type="client_credentials")["access_token"]
    with django_assert_num_queries(1):
        found = caller_by_token(token, "http://testserver/api/v1/posts/")
    assert (found.actor.kind, found.actor.pk, found.actor.scopes) == ("client", intranet.pk, {"read", "write:posts"})
    assert (found.caller.client_id, found.caller.key_id) == (intranet.pk, credentials[0].pk)


def test_a_token_is_bound_by_what_the_client_may_do_today(cast, as_partner, intranet):
    token = as_partner().fetch_token(TOKEN, grant_type="client_credentials")["access_token"]
    change_client(client=intranet, scopes="read:posts write", by=cast.actor("asha"))
    assert caller_by_token(token, HUB).actor.scopes == {"read:posts", "write:posts"}


def test_secrets_and_tokens_are_hashed_at_rest(as_partner, credentials):
    token = as_partner().fetch_token(TOKEN, grant_type="client_credentials")["access_token"]
    rows = [*Application.objects.values(), *AccessToken.objects.values()]
    assert [row for row in rows for value in row.values() if value in (token, credentials[2])] == []


def ask_for_a_token(partner, **more):
    basic = (partner.client_id, partner.client_secret)
    return partner.post(TOKEN, data={"grant_type": "client_credentials", **more}, withhold_token=True, auth=basic)


def gets_a_token(partner) -> bool:
    answered = ask_for_a_token(partner)
    assert (answered.status_code, answered.json().get("error")) in [(200, None), (401, "invalid_client")]
    return "access_token" in answered.json()


def reads(token) -> int:
    return Client(headers={"Authorization": f"Bearer {token}"}).get("/api/v1/posts/").status_code


@pytest.mark.parametrize("end", ["key", "client"])
def test_revoked_credentials_give_no_tokens_and_those_they_gave_end_too(cast, as_partner, credentials, intranet, end):
    token = as_partner().fetch_token(TOKEN, grant_type="client_credentials")["access_token"]
    assert reads(token) == 200
    asha = cast.actor("asha")
    revoke_key(key=credentials[0], by=asha) if end == "key" else revoke_client(client=intranet, by=asha)
    assert (reads(token), gets_a_token(as_partner())) == (401, False)


def test_credentials_that_ended_give_no_tokens(as_partner, credentials):
    with time_machine.travel(credentials[0].expires_at, tick=False):
        assert not gets_a_token(as_partner())


def test_credentials_are_rotated_with_an_overlap(cast, as_partner, credentials):
    later = timezone.now() + timedelta(days=60)
    new, secret = rotate_key(key=credentials[0], expires_at=later, overlap=timedelta(days=1), by=cast.actor("asha"))
    fresh = session(client_id=new.application.client_id, client_secret=secret)
    assert [gets_a_token(partner) for partner in (as_partner(), fresh)] == [True, True]
    with time_machine.travel(timezone.now() + timedelta(days=1, seconds=1), tick=False):
        assert [gets_a_token(partner) for partner in (as_partner(), fresh)] == [False, True]


def test_a_wrong_secret_gives_nothing(credentials):
    assert not gets_a_token(session(client_id=credentials[1], client_secret="guessed"))


def test_an_application_of_a_client_acts_for_no_person(cast, credentials, sign_in):
    asked = {"client_id": credentials[1], "response_type": "code", "redirect_uri": REDIRECT, "scope": "read"}
    assert sign_in(cast.dev).get("/oauth/authorize/", asked).status_code == 400


def test_the_metadata_say_what_there_is(client):
    found = AuthorizationServerMetadata(client.get("/.well-known/oauth-authorization-server").json())
    found["issuer"] = found["issuer"].replace("http:", "https:")
    for name in ("authorization_endpoint", "token_endpoint", "revocation_endpoint"):
        found[name] = found[name].replace("http:", "https:")
    found.validate()
    assert found["grant_types_supported"] == ["authorization_code", "refresh_token", "client_credentials"]
    assert found["response_types_supported"] == ["code"]
    assert found["code_challenge_methods_supported"] == ["S256"]
    assert "introspection_endpoint" not in found
    assert {"read", "write", "read:posts", "write:posts"} <= set(found["scopes_supported"])


def test_a_library_acts_for_a_person_with_pkce(cast, application, sign_in):
    partner = session(
        client_id=application.client_id,
        redirect_uri=REDIRECT,
        scope="read write:posts",
        code_challenge_method="S256",
        token_endpoint_auth_method="none",
    )
    verifier = "a-verifier-of-forty-three-characters-at-least-0123"
    address, state = partner.create_authorization_url(f"{HUB}/oauth/authorize/", code_verifier=verifier)
    asked = dict(part.split("=") for part in urlsplit(address).query.replace("%3A", ":").replace("%2F", "/").split("&"))
    asked["scope"] = "read write:posts"
    page = sign_in(cast.dev).get("/oauth/authorize/", asked).content.decode()
    assert ("Read what you may see" in page, "Write posts" in page, "Log evidence" in page) == (True, True, False)
    back = back_with(answer(sign_in(cast.dev), asked, allow="Authorize"))
    token = partner.fetch_token(TOKEN, code=back["code"], state=state, code_verifier=verifier)
    assert (back["state"], token["scope"]) == (state, "read write:posts")
    assert partner.get(f"{HUB}/api/v1/reviews/").status_code == 200
    refreshed = partner.refresh_token(TOKEN)
    assert refreshed["access_token"] != token["access_token"]


def test_tokens_are_asked_for_at_a_measured_pace(as_partner, settings):
    settings.API_PER_MINUTE = {**settings.API_PER_MINUTE, "token": 2}
    partner = as_partner()
    answers = [ask_for_a_token(partner) for _ in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 429]
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 30

"""How often one may call, and what every answer says of it."""

import logging

import pytest
import redis
from django.test import Client

from improvement_hub.accounts.services import limit_client
from improvement_hub.core import limits
from improvement_hub.core import redis as beside
from improvement_hub.core.addresses import address_of

LIST = "/api/v1/councils/"


@pytest.fixture
def few(settings):
    """Three calls a minute for everybody, two searches."""
    settings.API_PER_MINUTE = {**dict.fromkeys(settings.API_PER_MINUTE, 3), "search": 2}


def statuses(client, times, path=LIST):
    return [client.get(path).status_code for _ in range(times)]


def test_every_answer_says_what_is_left(cast, bearer, few):
    client = bearer(cast.robo_key)
    answers = [client.get(path) for path in (LIST, "/api/v1/posts/nothing/", "/api/v1/evidence/")]
    assert [answer.headers["RateLimit-Policy"] for answer in answers] == ['"calls";q=3;w=60'] * 3
    assert [answer.headers["RateLimit"].split(";")[:2] for answer in answers] == [
        ['"calls"', f"r={left}"] for left in (2, 1, 0)
    ]
    refused = client.get(LIST)
    assert (refused.status_code, refused.headers["RateLimit"].split(";")[1]) == (429, "r=0")
    assert 1 <= int(refused.headers["Retry-After"]) <= 20
    problem = refused.json()
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert (problem["status"], problem["title"]) == (429, "Too many requests")
    assert problem["detail"].startswith("These were too many calls in a minute. Call again in ")


def test_signed_out_calls_are_counted_by_address(db, few):
    here, there = Client(REMOTE_ADDR="192.0.2.1"), Client(REMOTE_ADDR="192.0.2.2")
    assert (statuses(here, 4), statuses(there, 1)) == ([200, 200, 200, 429], [200])
    assert there.get(LIST).headers["RateLimit-Policy"].startswith('"signed-out"')


def test_guessing_keys_is_counted_by_address_too(db, few, bearer):
    assert statuses(bearer("hub_guess"), 4) == [401, 401, 401, 429]


def test_a_client_is_counted_once_whatever_its_address(cast, few):
    with_key = {"Authorization": f"Bearer {cast.robo_key}"}
    clients = [Client(headers=with_key, REMOTE_ADDR=f"192.0.2.{n}") for n in range(4)]
    assert [client.get(LIST).status_code for client in clients] == [200, 200, 200, 429]


def test_a_person_is_counted_by_application_and_beside_their_pages(cast, few, bearer, token_of, sign_in):
    assert statuses(bearer(token_of(cast.dev)), 4) == [200, 200, 200, 429]
    assert statuses(sign_in(cast.dev), 1) == [200]


def test_an_administrator_gives_a_client_a_number_of_its_own(cast, few, bearer):
    limit_client(client=cast.robo, per_minute=5, by=cast.actor("gwen"))
    assert statuses(bearer(cast.robo_key), 6) == [200] * 5 + [429]


def test_searching_has_a_policy_of_its_own(cast, few, bearer):
    client = bearer(cast.robo_key)
    answer = client.get("/api/v1/search/?q=neglect")
    assert answer.headers["RateLimit-Policy"] == '"search";q=2;w=60'
    assert (statuses(client, 2, "/api/v1/search/"), statuses(client, 1)) == ([200, 429], [200])


def test_calls_that_scopes_refuse_count_as_well(cast, few, bearer, token_of):
    client = bearer(token_of(cast.dev, scope="read:themes"))
    assert statuses(client, 4) == [403, 403, 403, 429]


def test_limits_cost_no_query(cast, bearer, django_assert_num_queries):
    client = bearer(cast.robo_key)
    client.get("/api/v1/")
    with django_assert_num_queries(1):
        client.get("/api/v1/")


@pytest.fixture
def away(monkeypatch):
    """A Redis that is not there."""
    nowhere = redis.Redis.from_url("unix:///nowhere.sock", **beside.CONNECTION)
    monkeypatch.setattr(beside, "connection", lambda: nowhere)
    monkeypatch.setattr(beside, "CALM", beside.Calm())
    monkeypatch.setattr(limits.store()._backend, "_client", nowhere)
    limits.limiter.cache_clear()
    yield
    limits.limiter.cache_clear()


def test_without_redis_the_api_answers_and_the_log_says_so_once(cast, bearer, away, caplog, few):
    client = bearer(cast.robo_key)
    with caplog.at_level(logging.WARNING):
        answers = [client.get(LIST) for _ in range(5)]
    assert [(answer.status_code, "RateLimit" in answer.headers) for answer in answers] == [(200, False)] * 5
    assert [record.getMessage().split(":")[0] for record in caplog.records] == ["Redis does not answer"]


@pytest.mark.parametrize(
    ("proxies", "sent", "found"),
    [
        (0, "192.0.2.9", "127.0.0.1"),
        (1, "198.51.100.1, 192.0.2.9", "192.0.2.9"),
        (2, "198.51.100.1, 192.0.2.9", "198.51.100.1"),
        (2, "192.0.2.9", "127.0.0.1"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (1, "nonsense", "unknown"),
    ],
)
def test_an_address_is_as_our_own_proxies_saw_it(rf, settings, proxies, sent, found):
    settings.PROXY_COUNT = proxies
    assert address_of(rf.get("/", headers={"X-Forwarded-For": sent})) == found

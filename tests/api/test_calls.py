"""The audit of calls: what is kept of each, who reads it, and that a crash loses or doubles nothing."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from improvement_hub.accounts.models import ApiCall
from improvement_hub.accounts.services import calls, issue_key, organisation_of, revoke_key
from improvement_hub.accounts.services.calls import drain_calls, forget_old_calls
from improvement_hub.core.redis import connection
from tests.factories import ApiCallFactory, ApiClientFactory

LIST = "/api/v1/calls/"
MONTH = timedelta(days=30)


@pytest.fixture
def intranet(cast, bearer):
    _, key = issue_key(name="Intranet", organisation=organisation_of(cast.host), scopes="read", lifetime=MONTH)
    return bearer(key)


def kept():
    drain_calls()
    return [(call.method, call.route, call.status) for call in ApiCall.objects.order_by("at")]


def test_a_call_is_kept_with_its_route_and_names_alone(cast, intranet, django_assert_num_queries):
    answer = intranet.get(f"/api/v1/councils/{cast.host.gss}/?page_size=2&q=Jane+Smith&Jane Smith=1&{'x' * 50}=1")
    drain_calls()
    call = ApiCall.objects.get()
    assert (call.method, call.route, call.status) == ("GET", "/api/v1/councils/<str:gss>/", 400)
    assert (call.parameters, call.bytes, call.person) == (["page_size", "q"], len(answer.content), None)
    assert (call.client.name, call.key.client, call.milliseconds < 60_000) == ("Intranet", call.client, True)
    assert abs(timezone.now() - call.at) < timedelta(minutes=1)
    assert "Jane" not in json.dumps(ApiCall.objects.values().get(), default=str)


def test_a_call_waits_for_no_more_than_its_own_query(intranet, django_assert_num_queries):
    intranet.get("/api/v1/")
    with django_assert_num_queries(1):
        intranet.get("/api/v1/")
    assert ApiCall.objects.count() == 0


def test_refused_calls_are_kept_too(cast, intranet, bearer, settings):
    key = cast.robo.keys.get()
    revoke_key(key=key, by=cast.actor("gwen"))
    bearer(cast.robo_key).get("/api/v1/posts/")
    intranet.post("/api/v1/evidence/", {}, "application/json")
    settings.API_PER_MINUTE = dict.fromkeys(settings.API_PER_MINUTE, 1)
    intranet.get("/api/v1/nothing/here/")
    intranet.get("/api/v1/")
    assert kept() == [
        ("GET", "/api/v1/posts/", 401),
        ("POST", "/api/v1/evidence/", 403),
        ("GET", "/api/v1/<anything:anything>/", 404),
        ("GET", "/api/v1/", 429),
    ]


def test_what_is_nobodys_or_a_browsers_is_not_kept(cast, client, bearer, sign_in):
    client.get("/api/v1/posts/")
    bearer("hub_guess").get("/api/v1/posts/")
    sign_in(cast.dev).get("/api/v1/posts/")
    bearer(cast.robo_key).get("/api/v1/feedback/nothing/")  # where nobody is asked who they are
    assert kept() == []


def test_the_token_of_a_person_is_theirs(cast, bearer, token_of):
    bearer(token_of(cast.dev)).get("/api/v1/posts/")
    drain_calls()
    assert ApiCall.objects.get().person == cast.dev


def test_the_key_says_when_it_was_last_used_and_its_trail_does_not(cast, bearer):
    bearer(cast.robo_key).get("/api/v1/")
    drain_calls()
    key = cast.robo.keys.get()
    assert timezone.now() - key.last_used_at < timedelta(minutes=1)
    assert [event.pgh_label for event in key.events.all()] == ["insert"]


def test_directors_read_those_of_their_council_administrators_all_and_everyone_their_own(
    cast, intranet, bearer, token_of, sign_in
):
    intranet.get("/api/v1/")
    bearer(cast.robo_key).get("/api/v1/")
    bearer(token_of(cast.dev)).get("/api/v1/")
    drain_calls()
    seen = {
        name: sorted(
            row["client_name"] or row["person"] for row in sign_in(cast.person(name)).get(LIST).json()["results"]
        )
        for name in ("asha", "hana", "ben", "dev", "edie", "femi", "gwen")
    }
    nobody = {name: [] for name in ("hana", "ben", "edie", "femi")}
    assert seen == {**nobody, "asha": ["Intranet"], "dev": ["Dev"], "gwen": ["Dev", "Intranet", "Robo"]}
    assert bearer(cast.robo_key).get(LIST).json()["results"] == []


def test_calls_are_filtered(cast, sign_in):
    ours = ApiClientFactory(organisation=organisation_of(cast.host))
    long_ago = timezone.now() - timedelta(days=3)
    ApiCallFactory(client=ours, status=403, at=long_ago)
    ApiCallFactory(client=ours, status=200)
    ApiCallFactory(status=200)
    client = sign_in(cast.gwen)
    counts = [
        len(client.get(LIST, asked).json()["results"])
        for asked in (
            {"client": str(ours.pk)},
            {"refused": "true"},
            {"refused": "false"},
            {"since": (long_ago + timedelta(days=1)).isoformat()},
            {"until": (long_ago + timedelta(days=1)).isoformat()},
        )
    ]
    assert counts == [2, 1, 2, 2, 1]


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_costs_the_same_at_any_length(cast, sign_in, number, django_assert_num_queries):
    ours = ApiClientFactory(organisation=organisation_of(cast.host))
    ApiCallFactory.create_batch(number, client=ours)
    client = sign_in(cast.asha)
    with django_assert_num_queries(4):
        found = client.get("/api/v1/calls/").json()["results"]
    assert len(found) == number


def test_the_page_of_a_client_shows_its_days_and_latest_calls(cast, intranet, sign_in):
    intranet.get("/api/v1/posts/?page_size=2")
    intranet.post("/api/v1/evidence/", {}, "application/json")
    drain_calls()
    ours = ApiCall.objects.first().client
    page = sign_in(cast.asha).get(reverse("api-client", args=[ours.pk]))
    [day] = page.context["days"]
    assert (day["calls"], day["refused"]) == (2, 1)
    assert "GET /api/v1/posts/ with page_size · 200" in page.content.decode()


def test_calls_are_kept_for_ninety_days(cast):
    old, recent = (ApiCallFactory(at=timezone.now() - timedelta(days=days)) for days in (91, 89))
    forget_old_calls()
    assert list(ApiCall.objects.all()) == [recent]
    assert old.pk != recent.pk


def test_killed_between_the_database_and_redis_a_batch_is_there_once(intranet, monkeypatch):
    for _ in range(3):
        intranet.get("/api/v1/")

    class Killed(BaseException):
        pass

    def killed(*args):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(type(connection()), "xdel", killed)
        with pytest.raises(Killed):
            drain_calls()
    assert (ApiCall.objects.count(), connection().xlen(calls.STREAM)) == (3, 3)
    intranet.get("/api/v1/")
    assert drain_calls() == 4
    assert (ApiCall.objects.count(), connection().xlen(calls.STREAM)) == (4, 0)


def test_a_call_of_somebody_who_is_gone_keeps_no_other_from_being_written(intranet, cast):
    intranet.get("/api/v1/")
    [(_, entry)] = connection().xrange(calls.STREAM)
    facts = json.loads(entry[b"call"])
    unknown = {"id": "0" * 32, "client_id": "1" * 32, "key_id": "2" * 32, "person_id": None}
    connection().xadd(calls.STREAM, {"call": json.dumps({**facts, **unknown})})
    assert drain_calls() == 2
    assert ApiCall.objects.count() == 2

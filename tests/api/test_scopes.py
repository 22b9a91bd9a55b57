"""The permission matrix over scopes: every action of the API, with every kind of scope, by a client and a person."""

import pytest
from django.db import transaction
from django.test import Client
from oauth2_provider.models import AccessToken

from improvement_hub.accounts.models import ApiClient
from improvement_hub.accounts.scopes import (
    OPEN_TO_CLIENTS,
    HubScopes,
    both_allow,
    collections,
    every_scope,
    scopes_for_clients,
    scopes_to_offer,
    seen_by_clients,
    within,
    words_of,
)
from improvement_hub.api.urls import router
from tests.permission_matrix import API, rows
from tests.permission_matrix.scopes import ROWS
from tests.test_permission_matrix import ask
from tests.world import address_of, make_world

OTHER = "approaches"  # some collection that is not the one asked for


def held(collection):
    """{name of the case: scopes}"""
    other = OTHER if collection != OTHER else "themes"
    one = "themes" if collection == "-" else collection
    return {
        "none": "",
        "read": "read",
        "read:that": f"read:{one}",
        "read:other": f"read:{other}",
        "write": "write",
        "write:that": f"write:{one}",
        "write:other": f"write:{other}",
    }


GETS_THROUGH = {
    "reads": {"read", "read:that"},
    "drafts": {"write", "write:that"},
    "person": {"write", "write:that"},
    "open": {"none", "read", "read:that", "read:other", "write", "write:that", "write:other"},
}


def expected(kind, collection, case, *, is_person):
    through = GETS_THROUGH[kind] | ({"read:other"} if (kind, collection) == ("reads", "-") else set())
    if case not in through:
        return "scope"
    return "person" if kind == "person" and not is_person else "rules"


def got(response):
    if "insufficient_scope" in response.headers.get("WWW-Authenticate", ""):
        assert response.status_code == 403
        return "scope"
    needs_a_person = response.status_code == 403 and response.json()["detail"].startswith("This needs a person")
    return "person" if needs_a_person else "rules"


def test_every_action_has_a_row():
    assert sorted(row[:2] for row in rows(ROWS)) == sorted(row[:2] for row in rows(API))


def asked(client, method, address):
    with transaction.atomic():
        answer = got(ask(client, method, address))
        transaction.set_rollback(True)
    return answer


def walk(cast, client, grant, *, is_person):
    """(method, name, case, what came of it) where that is not what the row says; `grant` sets the scopes."""
    _, arguments, inside = make_world(cast)
    for method, name, collection, kind in rows(ROWS):
        address = address_of(name, arguments, inside)
        for case, scopes in held(collection).items():
            grant(scopes)
            answer = asked(client, method, address)
            if answer != expected(kind, collection, case, is_person=is_person):
                yield method, name, case, answer


def test_a_client_gets_as_far_as_its_scopes(cast):
    def grant(scopes):
        ApiClient.objects.filter(pk=cast.robo.pk).update(scopes=scopes)

    client = Client(headers={"Authorization": f"Bearer {cast.robo_key}"})
    assert list(walk(cast, client, grant, is_person=False)) == []


def test_a_person_s_token_gets_as_far_as_its_scopes(cast, bearer, token_of):
    client = bearer(token_of(cast.ben))

    def grant(scopes):
        AccessToken.objects.update(scope=scopes)

    assert list(walk(cast, client, grant, is_person=True)) == []


def test_what_is_refused_says_which_scope_is_missing(cast, bearer, token_of):
    refused = bearer(token_of(cast.ben, scope="read:themes")).get("/api/v1/reviews/")
    assert refused.headers["WWW-Authenticate"] == 'Bearer error="insufficient_scope", scope="read:reviews"'
    assert refused.json()["detail"] == "This key or token does not have the scope for that: it needs read:reviews."


def test_every_resource_has_its_scopes_in_words():
    prefixes = {prefix.partition("/")[0] for prefix, _, _ in router.registry}
    assert set(collections()) == prefixes
    assert set(every_scope()) == {"read", "write", *(f"{kind}:{one}" for one in prefixes for kind in ("read", "write"))}
    assert set(OPEN_TO_CLIENTS) <= prefixes
    said = HubScopes().get_all_scopes()
    assert [said[scope] for scope in ("read:posts", "write:case-studies", "read:search")] == [
        "Read posts",
        "Write case studies",
        "Read what the search finds",
    ]
    assert words_of("write:posts", of_a_client=True) == "Write drafts of posts"
    assert len(set(said.values())) == len(said)


def test_a_client_alone_may_be_given_to_read_all_and_to_write_drafts():
    writes = [scope for scope in scopes_for_clients() if scope.startswith("write")]
    assert writes == ["write", "write:case-studies", "write:posts"]


def test_a_director_is_offered_all_that_a_client_can_read_and_nothing_else(cast, bearer):
    """What is not offered shows a client nothing, though there is some of everything."""
    offered = {scope.partition(":")[2] for scope in scopes_to_offer() if scope.startswith("read:")}
    assert offered == seen_by_clients()
    make_world(cast)
    client = bearer(cast.robo_key)
    found = {name: client.get(f"/api/v1/{name}/").json().get("results") for name in collections()}
    assert {name for name, rows in found.items() if rows} <= offered
    assert {"evidence", "bookings", "webhooks"}.isdisjoint(offered)
    assert scopes_to_offer()[-2:] == ["write:case-studies", "write:posts"]


@pytest.mark.parametrize(
    ("some", "others", "both"),
    [
        ("read write", "read", "read"),
        ("read", "read:posts", "read:posts"),
        ("read:posts", "read", "read:posts"),
        ("read:posts", "read:themes", ""),
        ("read:posts write", "read write:posts", "read:posts write:posts"),
        ("", "read", ""),
    ],
)
def test_of_two_sets_of_scopes_what_lies_within_both(some, others, both):
    assert both_allow(frozenset(some.split()), frozenset(others.split())) == set(both.split())


def test_within_a_wide_scope_lie_all_narrow_ones():
    assert set(within(["read:posts", "write"])) == {
        "read:posts",
        "write",
        *(f"write:{name}" for name in collections()),
    }


def test_changes_and_exports_are_of_the_collections_whose_scope_one_has(cast, bearer, token_of):
    client = bearer(token_of(cast.ben, scope="read:councils read:regions"))
    told = client.get("/api/v1/changes/").json()["results"]
    assert {one["collection"] for one in told} <= {"councils", "regions"}
    statuses = [
        client.get(path).status_code
        for path in (
            "/api/v1/changes/?collection=councils",
            "/api/v1/changes/?collection=posts",
            "/api/v1/exports/councils/",
            "/api/v1/exports/posts/",
        )
    ]
    assert statuses == [200, 400, 200, 403]

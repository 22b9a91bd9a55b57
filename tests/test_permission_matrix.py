"""The permission matrix, walked; an address or an API action without a row fails the suite."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver

from improvement_hub.core.pages import ServicePage
from improvement_hub.core.permissions import allows
from tests.permission_matrix import API, PAGES, WHO, rows
from tests.signed_in import signed_in
from tests.world import address_of, make_world

LETTERS = {200: "o", 201: "o", 301: "r", 302: "r", 400: "b", 401: "s", 403: "f", 404: "n", 405: "m", 428: "v"}


def patterns(resolver=None, namespace=""):
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry, f"{entry.namespace}:" if entry.namespace else namespace)
        elif isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}", entry.callback


def offered():
    """(method, name) of everything that can be asked; a form's POST is its service's, tested with it."""
    for name, callback in patterns():
        if hasattr(callback, "actions"):
            yield from ((method.upper(), name) for method in callback.actions if method not in ("head", "options"))
        elif name in ("oauth2_provider:token", "oauth2_provider:revoke-token", "openid_connect_back_channel"):
            yield "POST", name
        else:
            names = getattr(getattr(callback, "view_class", None), "http_method_names", ["get"])
            yield ("GET", name) if "get" in names else ("POST", name)


def test_every_address_and_every_api_action_has_a_row():
    assert sorted(offered()) == sorted((method, name) for method, name, _ in rows(PAGES) + rows(API))


@pytest.fixture
def world(cast):
    return make_world(cast)


@pytest.fixture
def clients(cast):
    """A browser or a caller for each of the cast, in their order."""
    return [as_whom(cast, who) for who in WHO]


def as_whom(cast, who):
    if who == "robo":
        return Client(headers={"Authorization": f"Bearer {cast.robo_key}"})
    person = cast.person(who)
    return signed_in(person) if person else Client()


def letter(response):
    if response.status_code == 302 and "/accounts/login/" in response["Location"]:
        return "s"
    return LETTERS[response.status_code]


@pytest.mark.parametrize("table", [PAGES, API], ids=["pages", "api"])
def test_each_of_the_cast_gets_what_the_matrix_says(world, clients, table):
    _, arguments, inside = world
    got = [
        (method, name, "".join(letter(ask(client, method, address)) for client in clients))
        for method, name, _ in rows(table)
        for address in [address_of(name, arguments, inside)]
    ]
    assert got == rows(table)


def form_pages():
    return {
        name
        for name, callback in patterns()
        if issubclass(getattr(callback, "view_class", object), ServicePage)
        and {"get", "post"} <= set(callback.view_class.http_method_names)
    }


def test_sending_a_form_is_guarded_as_the_form_is(world, clients):
    """Whoever is not shown a form gets the same answer for sending it; who is shown it gets to its rules."""
    _, arguments, inside = world
    forms = form_pages()
    shown = [row for row in rows(PAGES) if row[1] in forms]
    got = [
        (method, name, "".join(sent(client, address_of(name, arguments, inside)) for client in clients))
        for method, name, _ in shown
    ]
    assert got == shown


def sent(client, address):
    """The letter for an empty form, what it did undone; a rule's refusal or success counts as shown."""
    with transaction.atomic():
        found = letter(client.post(address))
        transaction.set_rollback(True)
    return "o" if found in "br" else found


def ask(client, method, address):
    if method != "GET" and "/api/" in address:
        return client.generic(method, address, "{}", content_type="application/json")
    return client.generic(method, address)


def test_an_unknown_permission_is_a_mistake(cast):
    with pytest.raises(LookupError, match="No rule is called"):
        allows(cast.actor("gwen"), "peer_review.invent_finding")

"""The permission matrix, walked; an address or an API action without a row fails the suite."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse
from django.urls.resolvers import URLPattern, URLResolver

from improvement_hub.accounts.services import invite, join_link, organisation_of
from improvement_hub.core.pages import ServicePage
from improvement_hub.core.permissions import allows
from tests.factories import ApiClientFactory, PostFactory, ThemeFactory
from tests.peer_review import scenes
from tests.permission_matrix import API, PAGES, WHO, rows

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
        elif name in ("oauth2_provider:token", "oauth2_provider:revoke-token"):
            yield "POST", name
        else:
            names = getattr(getattr(callback, "view_class", None), "http_method_names", ["get"])
            yield ("GET", name) if "get" in names else ("POST", name)


def test_every_address_and_every_api_action_has_a_row():
    assert sorted(offered()) == sorted((method, name) for method, name, _ in rows(PAGES) + rows(API))


@pytest.fixture
def world(cast):
    """The cast, a review on site with something in every list, and the address of each row."""
    scene = scenes.on_site(cast)
    pieces = scene.enough()
    statement = scene.hypothesis(pieces)
    post = PostFactory(themes=[ThemeFactory(slug="neglect")])
    invitation = invite(email="new@example.org", role="improvement_officer", council=cast.host, by=cast.actor("asha"))
    key = ApiClientFactory(organisation=organisation_of(cast.elsewhere.region.councils.create(**another())))
    review, member = scene.review, scene.review.team.get(role="reviewer")
    inside = {"review": review.pk}
    of_statement = {**inside, "pk": statement.pk}
    arguments = {
        "council": {"gss": cast.host.gss},
        "region": {"slug": cast.region.slug},
        "theme": {"slug": "neglect"},
        "post": {"slug": post.slug},
        "post-step": {"slug": post.slug, "step": "withdraw"},
        "account_reset_password_from_key": {"uidb36": "1", "key": "set-password"},
        "person": {"pk": cast.hana.pk},
        "leaver": {"pk": cast.hana.pk},
        "end-membership": {"person": cast.hana.pk, "pk": cast.hana.memberships.get().pk},
        "withdraw-invitation": {"pk": invitation.pk},
        "join": {"token": join_link(invitation=invitation).rstrip("/").rsplit("/", 1)[-1]},
        "revoke-key": {"pk": key.pk},
        "review-step": {**inside, "step": "finish_visit"},
        "review-team-leave": {**inside, "member": member.pk},
        "activity-step": {**inside, "pk": scene.activities[0].pk, "step": "mark_done"},
        "evidence-withdraw": {**inside, "pk": pieces[0].pk},
        "statement-step": {**of_statement, "step": "hold"},
        "statement-unlink": {**of_statement, "link": statement.links.first().pk},
        **dict.fromkeys(("statement", "statement-change", "statement-link", "finding-share"), of_statement),
        "api-region-detail": {"slug": cast.region.slug},
        "api-council-detail": {"gss": cast.host.gss},
        "api-council-neighbours": {"gss": cast.host.gss},
        "api-theme-detail": {"pk": post.themes.get().pk},
        "api-post-detail": {"pk": post.pk},
        "api-post-transition": {"pk": post.pk, "name": "withdraw"},
        "api-review-detail": {"pk": review.pk},
        "api-review-transition": {"pk": review.pk, "name": "finish_visit"},
        "api-triad-detail": {"pk": review.pk},
        "api-activity-detail": {"pk": scene.activities[0].pk},
        "api-evidence-detail": {"pk": pieces[0].pk},
        "api-finding-detail": {"pk": statement.pk},
        "api-nothing": {"anything": "nowhere"},
        "api-finding-transition": {"pk": statement.pk, "name": "hold"},
    }
    return cast, arguments, inside


def another():
    return {"name": "Elsewhere", "official_name": "Elsewhere Council", "gss": "E06999999", "kind": "UA"}


def as_whom(cast, who):
    """A browser or a caller signed in as one of the cast."""
    if who == "robo":
        return Client(headers={"Authorization": f"Bearer {cast.robo_key}"})
    client = Client()
    if person := cast.person(who):
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def letter(response):
    if response.status_code == 302 and "/accounts/login/" in response["Location"]:
        return "s"
    return LETTERS[response.status_code]


def address_of(name, arguments, inside):
    """The address of a row; one without arguments of its own is plain, or inside the review."""
    try:
        return reverse(name, kwargs=arguments.get(name, {}))
    except NoReverseMatch:
        return reverse(name, kwargs=inside)


@pytest.mark.parametrize("table", [PAGES, API], ids=["pages", "api"])
def test_each_of_the_cast_gets_what_the_matrix_says(world, table):
    cast, arguments, inside = world
    got = [
        (method, name, "".join(letter(ask(as_whom(cast, who), method, address)) for who in WHO))
        for method, name, _ in rows(table)
        for address in [address_of(name, arguments, inside)]
    ]
    assert got == rows(table)


def form_pages():
    return {
        name
        for name, callback in patterns()
        if issubclass(getattr(callback, "view_class", object), ServicePage)
        and "get" in callback.view_class.http_method_names
    }


def test_sending_a_form_is_guarded_as_the_form_is(world):
    """Whoever is not shown a form gets the same answer for sending it; who is shown it gets to its rules."""
    cast, arguments, inside = world
    forms = form_pages()
    shown = [row for row in rows(PAGES) if row[1] in forms]
    got = [
        (method, name, "".join(sent(cast, who, address_of(name, arguments, inside)) for who in WHO))
        for method, name, _ in shown
    ]
    assert got == shown


def sent(cast, who, address):
    """The letter for an empty form, what it did undone; a rule's refusal or success counts as shown."""
    with transaction.atomic():
        found = letter(as_whom(cast, who).post(address))
        transaction.set_rollback(True)
    return "o" if found in "br" else found


def ask(client, method, address):
    if method == "POST":
        return client.post(address, {}, content_type="application/json") if "/api/" in address else client.post(address)
    return client.get(address)


def test_an_unknown_permission_is_a_mistake(cast):
    with pytest.raises(LookupError, match="No rule is called"):
        allows(cast.actor("gwen"), "peer_review.invent_finding")

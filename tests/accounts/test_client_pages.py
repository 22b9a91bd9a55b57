"""The pages on which a director registers systems, issues keys and revokes them."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from improvement_hub.accounts.callers import caller_by_key
from improvement_hub.accounts.models import ApiClient, ApiKey
from improvement_hub.accounts.services import add_key, organisation_of, register_client
from tests.accounts.test_asking_again import PASSWORD, asked, later  # noqa: F401 - a fixture
from tests.signed_in import signed_in

NEW = reverse("api-client-new")


@pytest.fixture
def ours(cast):
    organisation = organisation_of(cast.host)
    return register_client(name="Intranet", organisation=organisation, scopes="read", by=cast.actor("asha"))


@pytest.fixture
def key(cast, ours):
    ends = timezone.now() + timedelta(days=30)
    return add_key(client=ours, kind="key", expires_at=ends, by=cast.actor("asha"))[0]


def in_a_year():
    return (timezone.localdate() + timedelta(days=365)).isoformat()


def secret_on(page):
    return page.content.decode().split("<code>")[1].split("</code>")[0]


def test_a_director_registers_for_their_own_council_alone(cast, sign_in):
    client, form = sign_in(cast.asha), {"name": "Intranet", "everything": ["read"], "collections": ["write:posts"]}
    refused = client.post(NEW, {**form, "organisation": organisation_of(cast.elsewhere).pk})
    assert (refused.status_code, ApiClient.objects.filter(name="Intranet").count()) == (400, 0)
    client.post(NEW, {**form, "organisation": organisation_of(cast.host).pk})
    made = ApiClient.objects.get(name="Intranet")
    assert (made.organisation.council, made.scopes) == (cast.host, "read write:posts")


def test_an_administrator_registers_for_any_organisation(cast, sign_in):
    form = {"name": "Police", "organisation": cast.dev.organisation_id, "everything": ["read"]}
    sign_in(cast.gwen).post(NEW, form)
    assert ApiClient.objects.get(name="Police").organisation == cast.dev.organisation


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"name": "Intranet"}, "Choose what it may do: at least one."),
        ({"name": "Robo", "everything": ["read"]}, "Api client with this Name already exists."),
        ({"everything": ["read"]}, "Name: fill this in."),
        ({"name": "Intranet", "everything": ["write:evidence"]}, "Select a valid choice."),
    ],
)
def test_a_form_that_is_not_right_says_so(cast, sign_in, form, sentence):
    page = sign_in(cast.asha).post(NEW, {"organisation": organisation_of(cast.host).pk, **form})
    assert (page.status_code, sentence in page.content.decode()) == (400, True)


@pytest.mark.parametrize(
    ("form", "is_open"),
    [({}, False), ({"everything": ["read"]}, False), ({"collections": ["read:posts"]}, True),
     ({"everything": ["read"], "collections": ["read:evidence"]}, True)],
)  # fmt: skip
def test_what_a_system_may_do_by_collection_opens_where_something_of_it_is_chosen_or_wrong(
    cast, sign_in, form, is_open
):
    client = sign_in(cast.asha)
    blank = client.get(NEW).content.decode()
    assert ('<details class="govuk-details">' in blank, "read:evidence" in blank) == (True, False)
    page = client.post(NEW, {"organisation": organisation_of(cast.host).pk, **form})  # without a name
    opened = '<details class="govuk-details" open>' in page.content.decode()
    assert (page.status_code, opened) == (400, is_open)


def test_a_secret_stands_in_one_answer_and_nowhere_else(cast, ours, sign_in):
    client, path = sign_in(cast.asha), reverse("api-key-new", args=[ours.pk])
    page = client.post(path, {"kind": "key", "name": "live", "expires_on": in_a_year()})
    secret = secret_on(page)
    assert caller_by_key(secret).actor.pk == ours.pk
    assert (page.status_code, "no-store" in page.headers["Cache-Control"]) == (200, True)
    assert [row for row in Session.objects.all() if secret in str(row.get_decoded())] == []
    assert secret[:13] not in client.get(reverse("api-client", args=[ours.pk])).content.decode()
    assert secret[:12] in client.get(reverse("api-clients")).content.decode()


def test_a_key_works_to_the_end_of_its_last_day(cast, ours, sign_in):
    today = timezone.localdate().isoformat()
    sign_in(cast.asha).post(reverse("api-key-new", args=[ours.pk]), {"kind": "key", "expires_on": today})
    ends = timezone.localtime(ours.keys.get().expires_at)
    assert (ends.date() - timezone.localdate(), ends.hour, ends.minute) == (timedelta(days=1), 0, 0)


def test_a_last_day_that_has_passed_is_refused_at_its_field(cast, ours, sign_in):
    form = {"kind": "key", "expires_on": "2020-01-01"}
    page = sign_in(cast.asha).post(reverse("api-key-new", args=[ours.pk]), form)
    assert (page.status_code, list(page.context["form"].errors)) == (400, ["expires_on"])
    assert ours.keys.count() == 0


def test_what_it_may_do_is_changed_and_two_who_do_it_meet(cast, ours, sign_in):
    client, path = sign_in(cast.asha), reverse("api-client-change", args=[ours.pk])
    form = {"everything": ["read", "write"], "version": ours.version}
    assert client.post(path, form).status_code == 302
    assert client.post(path, {**form, "everything": ["read"]}).status_code == 412
    assert ApiClient.objects.get(pk=ours.pk).scopes == "read write"


def test_a_limit_is_an_administrators_to_give(cast, ours, sign_in):
    path = reverse("api-client-limit", args=[ours.pk])
    assert sign_in(cast.asha).get(path).status_code == 403
    assert sign_in(cast.gwen).post(path, {"per_minute": 50, "version": ours.version}).status_code == 302
    assert ApiClient.objects.get(pk=ours.pk).per_minute == 50


def test_a_key_is_found_under_its_own_client_alone(cast, key, sign_in):
    client = sign_in(cast.gwen)
    for name in ("revoke-key", "api-key-rotate"):
        assert client.get(reverse(name, args=[cast.robo.pk, key.pk])).status_code == 404


@pytest.mark.parametrize(
    "name", ["api-client-change", "api-client-revoke", "api-key-new", "api-key-rotate", "revoke-key", "api-client-new"]
)
def test_each_weighty_step_asks_again_who_sits_here(cast, ours, key, later, name):  # noqa: F811
    client = signed_in(cast.asha)
    of_key, of_client = [ours.pk, key.pk], [ours.pk]
    arguments = {"api-key-rotate": of_key, "revoke-key": of_key, "api-client-new": []}
    path = reverse(name, args=arguments.get(name, of_client))
    later()
    assert asked(client.get(path), path)
    assert asked(client.post(path), path)
    assert ApiKey.objects.filter(client=ours).count() == 1


def test_who_is_asked_again_gets_the_secret_with_the_answer(cast, ours, later):  # noqa: F811
    client, path = signed_in(cast.asha), reverse("api-key-new", args=[ours.pk])
    later()
    client.post(path, {"kind": "key", "name": "live", "expires_on": in_a_year()})
    page = client.post(f"/accounts/confirm/?next={path}", {"password": PASSWORD})
    assert caller_by_key(secret_on(page)).actor.pk == ours.pk


@pytest.mark.parametrize("number", [1, 8])
def test_the_page_of_a_client_costs_the_same_however_many_keys_it_has(
    cast, ours, sign_in, number, django_assert_num_queries
):
    for _ in range(number):
        add_key(client=ours, kind="key", expires_at=timezone.now() + timedelta(days=9), by=cast.actor("asha"))
    client = sign_in(cast.asha)
    with django_assert_num_queries(8):
        client.get(reverse("api-client", args=[ours.pk]))

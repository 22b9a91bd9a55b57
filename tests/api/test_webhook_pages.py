"""Webhooks on the pages and over the API: for those who keep the client, and their secrets shown once."""

import json

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from improvement_hub.accounts.models import Webhook, WebhookDelivery
from improvement_hub.accounts.services import organisation_of
from improvement_hub.api.webhooks import services
from improvement_hub.core.models import RepeatedRequest
from tests.factories import ApiKeyFactory

pytestmark = pytest.mark.django_db
ADDRESS = "https://8.8.8.8/hub"
LIST = "/api/v1/webhooks/"


@pytest.fixture
def ours(cast):
    """A system of Asha's council, with a key."""
    return ApiKeyFactory(client__organisation=organisation_of(cast.host)).client


@pytest.fixture
def webhook(cast, ours):
    return services.register_webhook(client=ours, address=ADDRESS, collections=["posts"], by=cast.actor("asha"))[0]


def page_of(name, webhook):
    return reverse(name, args=[webhook.client_id, webhook.pk])


def code_on(page):
    return page.content.decode().split("<code>")[1].split("</code>")[0]


def test_a_director_registers_an_address_and_sees_its_secret_once(cast, ours, sign_in):
    client, path = sign_in(cast.asha), reverse("webhook-new", args=[ours.pk])
    page = client.post(path, {"address": ADDRESS, "collections": ["posts", "sites"]})
    secret, webhook = code_on(page), Webhook.objects.get()
    assert (webhook.address, webhook.collections, page["Cache-Control"]) == (
        *(ADDRESS, ["posts", "sites"]),
        "max-age=0, no-cache, no-store, must-revalidate, private",
    )
    assert secret.startswith("whsec_")
    assert secret not in client.get(page_of("webhook", webhook)).content.decode()
    assert not any(secret in str(session.get_decoded()) for session in Session.objects.all())


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"address": "https://10.0.0.1/", "collections": ["posts"]}, "10.0.0.1 is not on the open internet"),
        ({"address": "http://8.8.8.8/", "collections": ["posts"]}, "Give an address that begins with https://."),
        ({"address": ADDRESS, "collections": ["evidence"]}, "Select a valid choice."),
    ],
)
def test_a_form_that_is_not_right_says_so(cast, ours, sign_in, form, sentence):
    page = sign_in(cast.asha).post(reverse("webhook-new", args=[ours.pk]), form)
    assert (page.status_code, sentence in page.content.decode(), Webhook.objects.count()) == (400, True, 0)


def test_it_is_changed_given_a_new_secret_and_removed(cast, webhook, sign_in):
    client = sign_in(cast.asha)
    form = {"address": ADDRESS, "collections": ["events"], "version": webhook.version}
    assert client.post(page_of("webhook-change", webhook), form).status_code == 302
    assert Webhook.objects.get().collections == ["events"]
    assert client.post(page_of("webhook-change", webhook), form).status_code == 412
    version = Webhook.objects.get().version
    assert code_on(client.post(page_of("webhook-secret", webhook), {"overlap": 3, "version": version})) != ""
    assert Webhook.objects.get().old_until is not None
    form = {"version": Webhook.objects.get().version}
    assert client.post(page_of("webhook-remove", webhook), form)["Location"] == reverse(
        "webhooks", args=[webhook.client_id]
    )
    assert Webhook.objects.count() == 0


def test_a_test_says_what_came_of_it_and_stands_in_the_log(cast, webhook, sign_in):
    Webhook.objects.update(sealed_secret="spoilt")
    page = sign_in(cast.asha).post(page_of("webhook-test", webhook), follow=True).content.decode()
    assert page.count("The hub cannot read the secret of this webhook any more") == 2
    assert WebhookDelivery.objects.get().kind == "ping"


@pytest.mark.parametrize("who", ["hana", "ben", "edie", "femi", "robo", "nobody"])
def test_others_are_told_of_no_webhook(cast, webhook, who):
    assert Webhook.objects.visible_to(cast.actor(who)).count() == 0
    assert WebhookDelivery.objects.visible_to(cast.actor(who)).count() == 0


@pytest.mark.parametrize("webhooks", [1, 9])
def test_the_page_of_webhooks_costs_the_same_at_any_length(cast, ours, sign_in, webhooks, django_assert_num_queries):
    several(ours, webhooks)
    client, path = sign_in(cast.asha), reverse("webhooks", args=[ours.pk])
    client.get(path)
    with django_assert_num_queries(6):
        client.get(path)


@pytest.mark.parametrize("webhooks", [1, 9])
def test_the_list_costs_the_same_at_any_length(cast, ours, sign_in, webhooks, django_assert_num_queries):
    several(ours, webhooks)
    client = sign_in(cast.asha)
    client.get("/api/v1/webhooks/")
    with django_assert_num_queries(4):
        assert len(client.get("/api/v1/webhooks/").json()["results"]) == webhooks


def several(client, count):
    for number in range(count):
        Webhook.objects.create(
            client=client, address=f"{ADDRESS}/{number}", collections=["posts"], sealed_secret="spoilt"
        )


class TestOverTheApi:
    @pytest.fixture
    def asha(self, cast, bearer, token_of):
        return bearer(token_of(cast.asha))

    @pytest.fixture
    def call(self, asha):
        def call(method, path, said=None, version=None):
            headers = {"If-Match": f'"{version}"'} if version is not None else {}
            return asha.generic(method, path, data_of(said), content_type="application/json", headers=headers)

        return call

    def test_a_directors_token_registers_and_its_answer_is_kept_nowhere(self, ours, call, asha):
        said = {"client": str(ours.pk), "address": ADDRESS, "collections": ["posts"]}
        answer = asha.post(LIST, said, content_type="application/json", headers={"Idempotency-Key": "once"})
        assert (answer.status_code, answer.json()["secret"][:6]) == (201, "whsec_")
        assert RepeatedRequest.objects.count() == 0
        again = call("POST", LIST, said)
        assert (again.status_code, again.json()["detail"]) == (400, "This system is told at that address already.")
        one = call("GET", f"{LIST}{answer.json()['id']}/").json()
        assert (one["address"], "secret" in one) == (ADDRESS, False)

    def test_it_is_changed_given_a_new_secret_tried_and_removed(self, webhook, call):
        Webhook.objects.update(sealed_secret="spoilt")
        here = f"{LIST}{webhook.pk}/"
        changed = call("PATCH", here, {"collections": ["events"]}, webhook.version)
        assert (changed.status_code, changed.json()["collections"]) == (200, ["events"])
        tried = call("POST", f"{here}test/").json()
        assert (tried["status"], tried["kind"]) == (None, "ping")
        assert call("GET", f"{here}deliveries/").json() == [tried]
        rotated = call("POST", f"{here}secret/", {"days": 0}, webhook.version + 1)
        assert (rotated.json()["secret"][:6], rotated.json()["old_until"]) == ("whsec_", None)
        assert call("POST", f"{here}switch-on/", None, webhook.version + 2).status_code == 400
        assert call("DELETE", here, None, webhook.version + 2).status_code == 204
        assert Webhook.objects.count() == 0

    def test_of_another_councils_client_there_is_nothing(self, cast, webhook, bearer, token_of):
        femi = bearer(token_of(cast.femi))
        said = {"client": str(webhook.client_id), "address": ADDRESS, "collections": ["posts"]}
        assert femi.post(LIST, said, content_type="application/json").status_code == 400
        assert femi.get(f"{LIST}{webhook.pk}/").status_code == 404
        assert femi.get(LIST).json()["results"] == []


def data_of(said):
    return json.dumps(said) if said is not None else ""

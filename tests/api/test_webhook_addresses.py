"""To where webhooks are sent: https addresses on the open internet, of a system that may read what it is told of."""

import ipaddress
import socket

import pytest
from django.utils import timezone

from improvement_hub.accounts.models import ApiKey, Webhook, WebhookDelivery
from improvement_hub.api import tasks
from improvement_hub.api.webhooks import sending, services
from improvement_hub.core.errors import DomainError
from tests.factories import PostFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("host", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "[::1]", "0x7f000001"])
def test_those_of_the_hubs_own_network_are_refused(cast, host):
    sentence = f"{host.strip('[]')} is not on the open internet, and webhooks are sent only there."
    test_others_than_https_are_refused(cast, f"https://{host}/", sentence)


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("http://8.8.8.8/", "Give an address that begins with https://."),
        ("https://me:secret@8.8.8.8/", "Give an address that begins with https://, without a password."),
        ("ftp://8.8.8.8/", "Give an address that begins with https://, without a password."),
    ],
)
def test_others_than_https_are_refused(cast, address, sentence):
    terms = {"client": cast.robo, "collections": ["posts"], "by": cast.actor("gwen")}
    with pytest.raises(DomainError) as refused:
        services.register_webhook(address=address, **terms)
    assert (refused.value.sentence, refused.value.field) == (sentence, "address")


@pytest.mark.parametrize("host", ["nothing.example", "a..example", "a" * 64 + ".example"])
def test_a_name_that_leads_nowhere_is_refused(cast, monkeypatch, host):
    resolve = socket.getaddrinfo

    def nothing_there(asked, *more, **terms):
        if asked == "nothing.example":
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return resolve(asked, *more, **terms)  # which refuses the other two before it asks anybody

    monkeypatch.setattr(socket, "getaddrinfo", nothing_there)
    test_others_than_https_are_refused(cast, f"https://{host}/", f"There is nothing called {host}.")


def test_where_it_is_told_changes_to_another_good_address_alone(cast, webhook, receiver):
    PostFactory(visibility="public")
    terms = {"collections": ["posts"], "by": cast.actor("gwen")}
    with pytest.raises(DomainError, match=r"10\.0\.0\.1 is not on the open internet"):
        services.change_webhook(webhook=webhook, address="https://10.0.0.1/", **terms)
    services.change_webhook(webhook=webhook, address=f"{receiver.url}/moved", **terms)
    tasks.tell_webhooks()
    assert (Webhook.objects.get().address, len(receiver.got)) == (f"{receiver.url}/moved", 1)


@pytest.mark.parametrize(
    ("collections", "sentence"),
    [
        (["posts", "evidence"], "There are no changes of evidence for it."),
        ([], "Choose at least one collection."),
    ],
)
def test_it_is_told_of_collections_that_it_may_read_and_of_one_at_least(cast, webhook, receiver, collections, sentence):
    with pytest.raises(DomainError) as refused:
        services.change_webhook(webhook=webhook, address=receiver.url, collections=collections, by=cast.actor("gwen"))
    assert (refused.value.sentence, refused.value.field) == (sentence, "collections")


def test_a_system_without_a_key_that_works_gets_none(cast):
    ApiKey.objects.update(expires_at=timezone.now())
    with pytest.raises(DomainError, match="no key that works, so it is told nothing"):
        services.register_webhook(
            client=cast.robo, address="https://8.8.8.8/", collections=["posts"], by=cast.actor("gwen")
        )


def test_a_name_that_leads_inside_later_is_not_sent_to(webhook, receiver, settings):
    settings.WEBHOOKS_TO_LOOPBACK = False
    PostFactory(visibility="public")
    tasks.tell_webhooks()
    assert receiver.got == []
    assert WebhookDelivery.objects.get().trouble == "127.0.0.1 is not on the open internet"


def test_the_loopback_is_reached_only_where_the_hub_is_told_so(settings):
    assert settings.WEBHOOKS_TO_LOOPBACK is False
    assert sending.may_reach(ipaddress.ip_address("127.0.0.1")) is False


def test_a_system_has_ten_at_most_and_none_twice(cast, receiver):
    terms = {"client": cast.robo, "collections": ["posts"], "by": cast.actor("gwen")}
    for number in range(10):
        services.register_webhook(address=f"{receiver.url}/{number}", **terms)
    with pytest.raises(DomainError, match="10 webhooks at most"):
        services.register_webhook(address=receiver.url, **terms)


def test_an_address_is_told_once(cast, webhook, receiver):
    with pytest.raises(DomainError, match="told at that address already"):
        services.register_webhook(client=cast.robo, address=receiver.url, collections=["posts"], by=cast.actor("gwen"))

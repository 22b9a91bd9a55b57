"""The page of one's digest, and the way out under every e-mail."""

import pytest
from django.test import Client
from django.urls import reverse

from improvement_hub.core.errors import StaleVersion
from improvement_hub.digests import services
from improvement_hub.digests.links import unsubscribe_link
from improvement_hub.digests.models import Subscription
from improvement_hub.digests.services import deliver_digest
from tests.factories import PostFactory


def text(response):
    return " ".join(response.content.decode().split())


def test_one_asks_for_a_digest_changes_it_ends_it_and_takes_it_up_again(cast, sign_in):
    client, address = sign_in(cast.femi), reverse("digests")
    assert "You get no digest at present." in text(client.get(address))

    def choose(frequency, **more):
        version = client.get(address).context["form"].initial.get("version", "")
        response = client.post(address, {"frequency": frequency, "version": version, "weekday": "0", **more})
        assert (response.status_code, response["Location"]) == (302, address)
        return Subscription.objects.first()

    assert choose("never") is None
    first = choose("weekly", weekday="3")
    assert (first.person, first.frequency, first.weekday, first.is_active) == (cast.femi, "weekly", 3, True)
    assert first.next_due_at.weekday() == 3
    assert choose("daily").frequency == "daily"
    assert choose("never").next_due_at is None
    assert client.get(address).context["form"].initial["frequency"] == "never"
    again = choose("monthly", weekday="0")
    assert (again.pk, again.ended_at) == (first.pk, None)
    assert again.started_at > first.started_at
    assert again.next_due_at.day == 1


def test_another_tab_does_not_undo_what_was_chosen_meanwhile(cast, sign_in):
    client = sign_in(cast.femi)
    services.subscribe(frequency="daily", by=cast.actor("femi"))
    refused = client.post(reverse("digests"), {"frequency": "weekly", "weekday": "0", "version": ""})
    assert (refused.status_code, "Every day" in text(refused)) == (412, True)
    with pytest.raises(StaleVersion):
        services.unsubscribe(subscription=Subscription.objects.get(), by=cast.actor("femi"), version=9)


def test_the_page_shows_what_is_new_and_what_was_sent(cast, sign_in, subscribed):
    PostFactory(title="Before")
    client, subscription = sign_in(cast.femi), subscribed("femi")
    page = client.get(reverse("digests"))
    assert [group.name for group in page.context["contents"].groups] == ["New practice"]
    deliver_digest(subscription_id=subscription.pk)
    page = text(client.get(reverse("digests")))
    assert "Before" not in page
    assert "Nothing yet, so nothing would be sent." in page
    assert ": 1 new</li>" in page


def test_whoever_has_no_digest_sees_what_the_last_week_would_have_brought(cast, sign_in):
    PostFactory(title="This week")
    page = sign_in(cast.femi).get(reverse("digests"))
    assert "This week" in text(page)
    assert "Send me this now" not in text(page)


@pytest.mark.parametrize("rows", [1, 12])
def test_the_page_costs_the_same_with_much_on_it(cast, sign_in, subscribed, django_assert_num_queries, rows):
    client, subscription = sign_in(cast.femi), subscribed("femi")
    PostFactory.create_batch(rows, owner=cast.leading)
    with django_assert_num_queries(23):
        client.get(reverse("digests"))
    assert subscription.is_active


@pytest.fixture
def link(cast, subscribed):
    return unsubscribe_link(subscribed("femi")).removeprefix("http://testserver")


def is_active():
    return Subscription.objects.get().is_active


def test_opening_the_link_asks_and_ends_nothing(link):
    page = Client().get(link)
    assert (page.status_code, "End your digest?" in text(page), is_active()) == (200, True, True)
    assert "no-store" in page.headers["Cache-Control"]
    assert "femi" not in text(page).lower()


def test_a_post_ends_it_without_signing_in_a_token_or_a_redirect_and_twice_is_once(link):
    program = Client(enforce_csrf_checks=True)
    for _ in range(2):
        answer = program.post(link, {"List-Unsubscribe": "One-Click"})
        assert (answer.status_code, "Your digest has ended" in text(answer), is_active()) == (200, True, False)
    assert Subscription.objects.get().version == 2


def test_a_link_that_was_tampered_with_ends_nothing(cast, link, subscribed):
    other = subscribed("ben")
    stem, key, signature = link.strip("/").replace(":", "/").rsplit("/", 2)
    for token in (f"{other.pk}:{signature}", f"{key}:{signature[:-1]}", key, "x", f"{key}:"):
        assert Client().post(f"/{stem}/{token}/").status_code == 404
    assert Subscription.objects.active().count() == 2


def test_the_way_out_stays_open_and_leads_nowhere_else(cast, link, sign_in, mailoutbox):
    """It ends that one digest; it does not sign anyone in and says nothing of anyone else's."""
    response = sign_in(cast.asha).post(link)
    assert response.status_code == 200
    assert not Subscription.objects.get(person=cast.femi).is_active
    assert not Subscription.objects.filter(person=cast.asha).exists()
    assert mailoutbox == []

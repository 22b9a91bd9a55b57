"""One's own digest over the API."""

import pytest
from django.test import Client

from improvement_hub.digests.models import Subscription
from improvement_hub.digests.services import deliver_digest
from tests.api.conftest import application, bearer, token_of  # noqa: F401
from tests.factories import PostFactory

LIST = "/api/v1/subscriptions/"


@pytest.fixture
def femi(cast, bearer, token_of):  # noqa: F811
    return bearer(token_of(cast.femi))


def send(client, address, body=None, **headers):
    return client.post(address, body or {}, content_type="application/json", headers=headers)


def test_a_person_asks_changes_and_ends_over_their_own_token(cast, femi):
    assert femi.get(LIST).json()["results"] == []
    made = send(femi, LIST, {"frequency": "daily"})
    one = f"{LIST}{made.json()['id']}/transitions"
    assert (made.status_code, made.json()["frequency"], made.json()["weekday"]) == (201, "daily", 0)
    assert send(femi, LIST, {"frequency": "daily"}).status_code == 412
    assert send(femi, f"{one}/subscribe/", {"frequency": "weekly"}).status_code == 428
    changed = send(femi, f"{one}/subscribe/", {"frequency": "weekly", "weekday": 4}, **{"If-Match": made["ETag"]})
    assert (changed.status_code, changed.json()["weekday"]) == (200, 4)
    assert send(femi, f"{one}/unsubscribe/", **{"If-Match": made["ETag"]}).status_code == 412
    ended = send(femi, f"{one}/unsubscribe/", **{"If-Match": changed["ETag"]})
    assert (ended.status_code, ended.json()["next_due_at"]) == (200, None)
    refused = send(femi, f"{one}/burn/", **{"If-Match": ended["ETag"]})
    assert (refused.status_code, refused.json()["errors"][0]["parameter"]) == (400, "name")
    assert send(femi, LIST, {"frequency": "hourly"}).json()["errors"][0]["pointer"] == "#/frequency"


def test_it_says_what_was_sent_and_nobody_else_reads_it(cast, femi, subscribed):
    subscription = subscribed("femi")
    PostFactory.create_batch(2)
    deliver_digest(subscription_id=subscription.pk)
    one = femi.get(f"{LIST}{subscription.pk}/").json()
    assert [delivery["count"] for delivery in one["deliveries"]] == [2]
    assert [row["id"] for row in femi.get(LIST).json()["results"]] == [str(subscription.pk)]
    assert Client(headers={"Authorization": f"Bearer {cast.robo_key}"}).get(LIST).json()["results"] == []


@pytest.mark.parametrize("others", [0, 3])
def test_the_list_costs_the_same_however_many_there_are(cast, femi, subscribed, django_assert_num_queries, others):
    for name in ("femi", "asha", "ben", "carys")[: others + 1]:
        subscribed(name)
    with django_assert_num_queries(3):
        femi.get("/api/v1/subscriptions/")
    assert Subscription.objects.count() == others + 1

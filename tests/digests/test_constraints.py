"""What the database refuses, whoever asks."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from improvement_hub.digests.models import Delivery, Subscription


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"next_due_at": None}, "a_digest_is_due_until_it_ends"),
        ({"ended_at": timezone.now()}, "a_digest_is_due_until_it_ends"),
        (
            {"ended_at": timezone.now() - timedelta(days=99), "next_due_at": None},
            "a_digest_ends_after_it_starts",
        ),
        ({"weekday": 7}, "a_week_has_seven_days"),
    ],
)
def test_a_subscription_that_cannot_be_is_refused(cast, subscribed, wrong, name):
    subscription = subscribed("femi")
    with pytest.raises(IntegrityError, match=name):
        Subscription.objects.filter(pk=subscription.pk).update(**wrong)


def delivery(subscription, **terms):
    now = timezone.now()
    given = {"due_at": subscription.next_due_at, "since": now, "prepared_at": now, **terms}
    return Delivery(subscription=subscription, **given)


def test_nobody_has_two_digests_and_none_is_sent_twice_or_empty(cast, subscribed):
    subscription, now = subscribed("femi"), timezone.now()
    delivery(subscription).save()
    for row, name in [
        (Subscription(person=cast.femi, next_due_at=now), "person_id"),
        (delivery(subscription), "a_digest_is_sent_once"),
        (delivery(subscription, due_at=now, sent_at=now), "an_empty_digest_is_never_sent"),
        (delivery(subscription, due_at=now, sent_at=now, count=1), "an_empty_digest_is_never_sent"),
        (delivery(subscription, due_at=now, count=1, things=["post:1"]), "an_empty_digest_is_never_sent"),
    ]:
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            row.save()


def test_a_digest_is_its_readers_alone(cast, subscribed):
    subscription = subscribed("femi")
    delivery(subscription).save()
    for model in (Subscription, Delivery):
        readers = {name for name in ("asha", "femi", "gwen", "robo", "nobody") if seen(model, cast.actor(name))}
        assert readers == {"femi"}
    assert [str(subscription), str(Delivery.objects.get())[:20]] == ["Femi: every week", "Femi: every week, du"]


def seen(model, actor):
    return model.objects.visible_to(actor).exists()

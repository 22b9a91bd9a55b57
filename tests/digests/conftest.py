"""Digests as they arrive."""

from datetime import timedelta

import pytest
from django.utils import timezone

from improvement_hub.digests import services
from improvement_hub.digests.models import Subscription


@pytest.fixture
def subscribed(cast):
    """subscribed("asha"): her weekly digest, asked for two weeks ago and due for a week."""

    def subscribed(name, **terms):
        given = {"frequency": "weekly", "by": cast.actor(name), **terms}
        subscription = services.subscribe(**given)
        now = timezone.now()
        Subscription.objects.filter(pk=subscription.pk).update(
            started_at=now - timedelta(days=14), next_due_at=now - timedelta(days=7)
        )
        return Subscription.objects.get(pk=subscription.pk)

    return subscribed

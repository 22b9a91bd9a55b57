"""Proof of a fault where two act at once; it fails until the fault is mended."""

import threading
import time
from contextlib import suppress

import pytest
from django.db import connection, transaction

from improvement_hub.core.errors import DomainError
from peer_review import services
from peer_review.models import Activity, Evidence
from tests.cast import make_cast
from tests.peer_review import scenes

pytestmark = pytest.mark.django_db(transaction=True)


def test_nothing_is_heard_in_an_activity_that_is_being_cancelled():
    scene = scenes.on_site(make_cast())

    def log():
        with suppress(DomainError):
            scene.log()
        connection.close()

    writer = threading.Thread(target=log)
    with transaction.atomic():
        services.move_activity(activity=scene.activities[0], step="cancel", by=scene.actor("ben"))
        writer.start()
        time.sleep(1)
    writer.join()
    assert Activity.objects.get(pk=scene.activities[0].pk).state == "cancelled"
    assert not Evidence.objects.filter(activity=scene.activities[0]).exists()

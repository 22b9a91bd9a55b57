"""JSON as it leaves the hub."""

import uuid
from datetime import UTC, date, datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy
from rest_framework.utils.serializer_helpers import ReturnDict, ReturnList

from improvement_hub.api.renderers import OrjsonRenderer


def test_everything_a_serializer_gives_becomes_json():
    known = uuid.UUID(int=1)
    row = ReturnDict({"id": known, "words": gettext_lazy("Yes"), "amount": Decimal("1.50")}, serializer=None)
    moments = {1: date(2026, 3, 4), None: datetime(2026, 3, 4, 12, tzinfo=UTC)}
    assert OrjsonRenderer().render(ReturnList([row, moments], serializer=None)) == (
        f'[{{"id":"{known}","words":"Yes","amount":"1.50"}},'
        '{"1":"2026-03-04","null":"2026-03-04T12:00:00+00:00"}]'.encode()
    )


def test_nothing_is_rendered_as_nothing():
    assert OrjsonRenderer().render(None) == b""

import pytest
from django.db import IntegrityError, connection, transaction

from peer_review.models import Statement
from peer_review.services.refusals import in_words


def test_a_refusal_that_is_no_rule_of_ours_stays_an_error(scene):
    statement = scene.hypothesis()
    with pytest.raises(IntegrityError, match="null value"), transaction.atomic(), in_words():
        Statement.objects.filter(pk=statement.pk).update(text=None)
    assert connection.is_usable()

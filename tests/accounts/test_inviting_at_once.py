"""Two who invite the same person at the same moment: one does, the other reads why not."""

import threading

import pytest
from django.db import connection, transaction

from improvement_hub.accounts.models import Invitation
from improvement_hub.accounts.roles import Role
from improvement_hub.accounts.services import invite
from improvement_hub.core.errors import DomainError
from tests.factories import CouncilFactory


@pytest.mark.django_db(transaction=True)
def test_of_two_invitations_at_once_the_later_one_is_refused_in_words():
    council, written, refused = CouncilFactory(), threading.Event(), []

    def ask():
        invite(email="new@example.org", role=Role.OFFICER, council=council, send=False)

    def first():
        with transaction.atomic():
            ask()
            written.set()
            waits_for_the_first.wait(5)
        connection.close()

    waits_for_the_first = threading.Event()
    thread = threading.Thread(target=first)
    thread.start()
    written.wait(5)
    threading.Timer(0.3, waits_for_the_first.set).start()
    with pytest.raises(DomainError) as sentence:
        ask()
    refused.append(sentence.value.sentence)
    thread.join()
    assert refused == ["This person is invited to this role already."]
    assert Invitation.objects.count() == 1

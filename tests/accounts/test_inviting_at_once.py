"""Two who invite the same person at the same moment: one does, the other reads why not."""

import threading

import pytest
from django.db import connection, transaction

from improvement_hub.accounts.models import Invitation
from improvement_hub.accounts.roles import Role
from improvement_hub.accounts.services import invite, organisation_of
from improvement_hub.core.errors import DomainError
from tests.factories import CouncilFactory


@pytest.mark.django_db(transaction=True)
def test_of_two_invitations_at_once_the_later_one_is_refused_in_words():
    council, written, may_commit = CouncilFactory(), threading.Event(), threading.Event()
    organisation_of(council)  # so that the two meet at the invitation itself

    def ask():
        invite(email="new@example.org", role=Role.OFFICER, council=council, send=False)

    def first():
        with transaction.atomic():
            ask()
            written.set()
            may_commit.wait(5)
        connection.close()

    thread = threading.Thread(target=first)
    thread.start()
    written.wait(5)
    threading.Timer(0.3, may_commit.set).start()
    with pytest.raises(DomainError, match="This person is invited to this role already"):
        ask()
    thread.join()
    assert Invitation.objects.count() == 1

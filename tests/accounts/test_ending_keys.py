"""Who issues keys is told before one ends: once."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from improvement_hub.accounts.services import organisation_of, revoke_key, rotate_key
from improvement_hub.accounts.services.invitations import home_of
from improvement_hub.accounts.tasks import tell_of_ending_keys, tell_of_one_key
from tests.factories import ApiKeyFactory


@pytest.fixture
def soon(cast):
    def soon(organisation=None, days=13):
        whose = organisation or organisation_of(cast.host)
        ends = timezone.now() + timedelta(days=days)
        return ApiKeyFactory(client__organisation=whose, client__name="Intranet", expires_at=ends)

    return soon


def test_the_director_is_told_once_with_a_link_and_never_the_key(cast, soon):
    key = soon()
    for _ in range(2):
        tell_of_ending_keys()
    [letter] = mail.outbox
    assert (letter.to, letter.subject) == ([cast.asha.email], "The API key of Intranet ends soon")
    assert f"http://testserver/accounts/clients/{key.client_id}/" in letter.body
    assert f"begins {key.starts}." in letter.body


def test_of_an_organisation_without_directors_administrators_are_told(cast, soon):
    soon(home_of(None))
    tell_of_ending_keys()
    assert [letter.to for letter in mail.outbox] == [[cast.gwen.email]]


def test_what_ends_later_has_ended_was_revoked_or_was_rotated_is_not_told_of(cast, soon):
    gwen, later = cast.actor("gwen"), timezone.now() + timedelta(days=99)
    soon(days=15)
    ApiKeyFactory(expires_at=timezone.now() - timedelta(days=1))
    revoke_key(key=ApiKeyFactory(expires_at=timezone.now() + timedelta(days=9)), by=gwen)
    rotated = ApiKeyFactory(expires_at=timezone.now() + timedelta(days=60))
    rotate_key(key=rotated, expires_at=later, overlap=timedelta(days=7), by=gwen)
    tell_of_ending_keys()
    assert mail.outbox == []


@pytest.mark.parametrize("meanwhile", ["told", "revoked"])
def test_of_a_key_that_was_told_of_or_revoked_while_its_letter_waited_no_letter_goes(cast, soon, meanwhile):
    key = soon()
    if meanwhile == "told":
        tell_of_one_key(key.pk)
        mail.outbox.clear()
    else:
        revoke_key(key=key, by=cast.actor("gwen"))
    tell_of_one_key(key.pk)
    assert mail.outbox == []


def test_being_told_makes_no_new_version_and_no_entry_in_the_trail(cast, soon):
    key = soon()
    tell_of_ending_keys()
    assert [event.pgh_label for event in key.events.all()] == ["insert"]

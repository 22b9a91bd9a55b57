"""What ends someone's access is seen by their very next request, of a page and of the API."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.utils import timezone

from improvement_hub.accounts.models import Membership, Person
from improvement_hub.accounts.sessions import SessionStore
from tests.signed_in import signed_in

PAGE, CALL = "/accounts/", "/api/v1/subscriptions/"


@pytest.fixture
def edie(cast):
    client = signed_in(cast.edie)
    assert received(client) == (200, "person")
    return client


def received(client):
    """How, on a page and by the API."""
    return client.get(PAGE).status_code, client.get(CALL).wsgi_request.user.kind


def deactivate(edie):
    Person.objects.filter(pk=edie.pk).update(is_active=False)


def change_password(edie):
    Person.objects.filter(pk=edie.pk).update(password="another")


def delete_session(edie):
    Session.objects.all().delete()


def expire_session(edie):
    Session.objects.update(expire_date=timezone.now())


@pytest.mark.parametrize("end", [deactivate, change_password, delete_session, expire_session])
def test_who_is_nobody_any_more_is_so_at_once(cast, edie, end):
    end(cast.edie)
    assert received(edie) == (302, "nobody")


def test_a_session_that_ended_gives_its_key_to_nobody(cast, edie):
    key = edie.session.session_key
    expire_session(cast.edie)
    store = SessionStore(key)
    assert (dict(store.items()), store.session_key) == ({}, None)
    assert Session.objects.get(pk=key).get_decoded()["_auth_user_id"] == str(cast.edie.pk)


def test_a_role_that_ended_began_or_was_taken_away_counts_so_at_once(cast, edie, scene):
    def sees():
        pages = edie.get(scene.review.get_absolute_url()).status_code
        return pages, edie.get(f"/api/v1/reviews/{scene.review.pk}/").status_code

    assert sees() == (200, 200)
    today = timezone.localdate()
    roles = Membership.objects.filter(person=cast.edie)
    roles.update(starts_on=today - timedelta(days=9), ends_on=today - timedelta(days=1))
    assert sees() == (404, 404)
    roles.update(ends_on=today)
    assert sees() == (200, 200)
    roles.update(starts_on=today + timedelta(days=1), ends_on=None)
    assert sees() == (404, 404)
    with time_machine.travel(timezone.now() + timedelta(days=1), tick=False):
        signed_in(cast.edie, edie)
        assert sees() == (200, 200)
    roles.delete()
    assert sees() == (404, 404)


def test_a_call_by_session_finds_the_roles_once(cast, edie, django_assert_num_queries):
    with django_assert_num_queries(4):  # the session, the person, their roles, the list
        edie.get(CALL)


def test_two_in_turn_are_never_taken_for_each_other(cast, edie):
    ben = signed_in(cast.ben)
    for _ in range(2):
        for client, name in ((edie, "Edie"), (ben, "Ben")):
            assert client.get(PAGE).wsgi_request.actor.name == name
            assert client.get(CALL).wsgi_request.user.name == name

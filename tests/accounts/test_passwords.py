"""Resetting and changing a password over the real pages, reading the mail."""

import logging
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from improvement_hub.core.logs import WithoutLinks
from tests.accounts.letters import DOWN, links_in
from tests.factories.accounts import PASSWORD
from tests.signed_in import signed_in

RESET = "/accounts/password/reset/"
NEW = "seven green kettles sing"


@pytest.fixture
def asha(cast):
    return cast.asha


@pytest.fixture
def elsewhere(asha):
    """Another browser, in which Asha signed in before."""
    browser = Client()
    signs_in(browser, PASSWORD)
    return browser


@pytest.fixture
def link(elsewhere, client, mailoutbox):
    client.post(RESET, {"email": "ASHA@example.org"})
    [email] = mailoutbox
    assert (email.to, email.subject) == (["asha@example.org"], "Set a new password for the Improvement Hub")
    [link] = links_in(email.body)
    return link


def set_password(client, link, password=NEW):
    form = client.get(link)
    return client.post(form.headers.get("Location", link), {"password1": password, "password2": password})


def signs_in(client, password) -> bool:
    return client.post("/accounts/login/", {"login": "asha@example.org", "password": password}).status_code == 302


def test_the_link_in_the_mail_sets_a_new_password(asha, client, link):
    response = set_password(client, link)
    assert (response.status_code, response.headers["Location"]) == (302, "/accounts/password/reset/done/")
    assert "Your password is set" in client.get(response.headers["Location"]).content.decode()
    assert (signs_in(client, PASSWORD), signs_in(client, NEW)) == (False, True)


def test_the_key_does_not_stay_in_the_address(asha, client, link):
    assert client.get(link).headers["Location"].endswith("-set-password/")


def test_a_link_works_once(asha, client, link):
    set_password(client, link)
    assert "This link has been used or is too old" in client.get(link).content.decode()
    assert set_password(client, link, "another four plain words").status_code == 200
    assert signs_in(client, NEW)


def test_a_link_works_for_two_hours(asha, client, link):
    with time_machine.travel(timezone.now() + timedelta(hours=1, minutes=59), tick=False):
        assert client.get(link).status_code == 302
    with time_machine.travel(timezone.now() + timedelta(hours=2, minutes=1), tick=False):
        assert "This link has been used or is too old" in client.get(link).content.decode()


def test_an_unknown_address_gets_the_same_answer_and_no_mail(db, client, mailoutbox):
    unknown = client.post(RESET, {"email": "nemo@example.org"})
    assert (unknown.status_code, unknown.headers["Location"]) == (302, "/accounts/password/reset/sent/")
    assert mailoutbox == []


def test_a_known_address_gets_that_answer_too(asha, client):
    known = client.post(RESET, {"email": "asha@example.org"})
    assert (known.status_code, known.headers["Location"]) == (302, "/accounts/password/reset/sent/")
    assert "If that address has an account here" in client.get(known.headers["Location"]).content.decode()


def test_a_closed_account_gets_no_link(asha, client, mailoutbox):
    asha.is_active = False
    asha.save()
    assert client.post(RESET, {"email": "asha@example.org"}).status_code == 302
    assert mailoutbox == []


def test_while_the_mail_server_is_down_nothing_is_given_away(asha, client, settings):
    settings.EMAIL_BACKEND = DOWN
    answers = [client.post(RESET, {"email": f"{who}@example.org"}) for who in ("asha", "nemo")]
    assert [(answer.status_code, answer.headers["Location"]) for answer in answers] == [
        (302, "/accounts/password/reset/sent/")
    ] * 2


def test_a_weak_new_password_is_refused(asha, client, link):
    response = set_password(client, link, "short")
    too_short = "This password is too short. It must contain at least 12 characters."
    assert response.context["form"].errors["password1"] == [too_short]
    assert signs_in(client, PASSWORD)


def test_a_new_password_ends_the_sessions_there_were(elsewhere, client, link):
    assert elsewhere.get(reverse("mfa_index")).status_code == 200
    set_password(client, link)
    assert elsewhere.get(reverse("mfa_index")).status_code == 302


def test_one_changes_the_password_by_giving_the_old_one(asha, client):
    signed_in(asha, client)
    page = reverse("account_change_password")
    wrong = client.post(page, {"oldpassword": "wrong", "password1": NEW, "password2": NEW})
    assert list(wrong.context["form"].errors) == ["oldpassword"]
    client.post(page, {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    client.post(reverse("account_logout"))
    assert (signs_in(client, PASSWORD), signs_in(client, NEW)) == (False, True)


def test_a_password_is_hashed_at_rest(settings, cast):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    assert make_password(NEW).startswith("argon2$argon2id$")


def test_the_log_has_no_link_of_a_reset_or_an_invitation(settings):
    line = logging.LogRecord("x", 30, "f", 1, "Bad Request: %s", ("/accounts/join/s3cr3t/ and more",), None)
    assert WithoutLinks("%(message)s").format(line) == "Bad Request: /accounts/join/…/ and more"
    line = logging.LogRecord("x", 30, "f", 1, "/accounts/password/reset/2-k3y/", (), None)
    assert WithoutLinks("%(message)s").format(line) == "/accounts/password/reset/…/"
    assert settings.LOGGING["formatters"]["line"]["()"] == "improvement_hub.core.logs.WithoutLinks"

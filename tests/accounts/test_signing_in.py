"""The sign-in page: who comes in, who is locked out, and what it never gives away."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from tests.factories.accounts import PASSWORD, MembershipFactory

LOGIN = "/accounts/login/"


@pytest.fixture
def asha(cast):
    return cast.asha


def try_to_sign_in(client, login, password=PASSWORD, **more):
    return client.post(LOGIN, {"login": login, "password": password, **more})


def is_signed_in(client) -> bool:
    """So far that the page for the second factor comes, which Asha has not set up."""
    return client.get(reverse("mfa_index")).status_code == 200


def test_the_right_password_leads_to_ones_work(client, asha):
    response = try_to_sign_in(client, "asha@example.org")
    assert (response.status_code, response.headers["Location"]) == (302, "/work/")
    assert is_signed_in(client)


def test_the_address_may_be_written_in_capitals_and_with_spaces(client, asha):
    try_to_sign_in(client, "  ASHA@Example.org ")
    assert is_signed_in(client)


def test_a_wrong_password_says_the_same_as_an_unknown_address(client, asha):
    known = try_to_sign_in(client, "asha@example.org", "wrong")
    unknown = try_to_sign_in(client, "nemo@example.org", "wrong")
    assert known.context["form"].errors == unknown.context["form"].errors
    assert list(known.context["form"].errors) == ["__all__"]
    assert known.status_code == unknown.status_code == 200
    assert not is_signed_in(client)


def test_after_five_wrong_passwords_even_the_right_one_is_refused(client, asha):
    answers = [try_to_sign_in(client, "asha@example.org", "wrong").status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    refused = try_to_sign_in(client, "asha@example.org")
    assert refused.status_code == 429
    assert "Too many attempts" in refused.content.decode()
    assert not is_signed_in(client)


def test_a_lockout_ends_after_thirty_minutes(client, asha):
    for _ in range(5):
        try_to_sign_in(client, "asha@example.org", "wrong")
    with time_machine.travel(timezone.now() + timedelta(minutes=29), tick=False):
        assert try_to_sign_in(client, "asha@example.org").status_code == 429
    with time_machine.travel(timezone.now() + timedelta(minutes=31), tick=False):
        assert try_to_sign_in(client, "asha@example.org").status_code == 302
        assert is_signed_in(client)


def test_another_spelling_of_the_address_is_not_another_five_attempts(client, asha):
    for spelling in (
        "asha@example.org",
        "ASHA@example.org",
        "Asha@Example.Org",
        " asha@example.org",
        "asha@EXAMPLE.org",
    ):
        try_to_sign_in(client, spelling, "wrong")
    assert try_to_sign_in(client, "asha@example.org").status_code == 429


def test_a_lockout_is_for_the_address_that_was_tried(client, cast):
    for _ in range(5):
        try_to_sign_in(client, "asha@example.org", "wrong")
    assert try_to_sign_in(client, "ben@example.org").status_code == 302


def test_an_unknown_address_is_locked_out_like_a_known_one(client, db):
    answers = [try_to_sign_in(client, "nemo@example.org", "wrong").status_code for _ in range(6)]
    assert answers == [200, 200, 200, 200, 429, 429]


def test_signing_in_forgets_the_failures_before_it(client, asha):
    for _ in range(4):
        try_to_sign_in(client, "asha@example.org", "wrong")
    try_to_sign_in(client, "asha@example.org")
    client.post(reverse("account_logout"))
    assert try_to_sign_in(client, "asha@example.org", "wrong").status_code == 200


def test_someone_whose_account_is_closed_cannot_sign_in(client, asha):
    asha.is_active = False
    asha.save()
    response = try_to_sign_in(client, "asha@example.org")
    assert (response.status_code, response.headers["Location"]) == (302, "/accounts/inactive/")
    assert not is_signed_in(client)


def test_closing_an_account_ends_the_session_it_has(client, asha, sign_in):
    sign_in(asha)
    assert is_signed_in(client)
    asha.is_active = False
    asha.save()
    assert not is_signed_in(client)


def test_signing_out_needs_a_post(client, asha, sign_in):
    sign_in(asha)
    assert client.get(reverse("account_logout")).status_code == 200
    assert is_signed_in(client)
    left = client.post(reverse("account_logout"))
    assert (left.status_code, left.headers["Location"]) == (302, "/")
    assert not is_signed_in(client)


def test_signing_in_leads_to_the_page_one_was_on(client, asha):
    response = try_to_sign_in(client, "asha@example.org", next="/councils/")
    assert response.headers["Location"] == "/councils/"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_signing_in_never_leads_to_another_site(client, asha, elsewhere):
    response = try_to_sign_in(client, "asha@example.org", next=elsewhere)
    assert response.headers["Location"] == "/work/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/"])
def test_signing_out_never_leads_to_another_site(client, asha, sign_in, elsewhere):
    response = sign_in(asha).post(reverse("account_logout"), {"next": elsewhere})
    assert response.headers["Location"] == "/"


def test_a_session_ends_after_twelve_hours(client, asha):
    try_to_sign_in(client, "asha@example.org")
    with time_machine.travel(timezone.now() + timedelta(hours=11, minutes=59), tick=False):
        assert is_signed_in(client)
    with time_machine.travel(timezone.now() + timedelta(hours=12, minutes=1), tick=False):
        assert not is_signed_in(client)


def test_the_session_cookie_ends_with_the_browser(client, asha):
    cookie = try_to_sign_in(client, "asha@example.org").cookies["sessionid"]
    assert (cookie["max-age"], cookie["httponly"], cookie["samesite"]) == ("", True, "Lax")


def test_signing_in_changes_the_session_key(client, asha):
    client.get(LOGIN)
    session = client.session
    session["planted"] = True
    session.save()
    planted = session.session_key
    client.cookies["sessionid"] = planted
    try_to_sign_in(client, "asha@example.org")
    assert client.cookies["sessionid"].value != planted


def test_nobody_signs_up_by_themselves(client, db):
    response = client.post("/accounts/signup/", {"email": "eve@example.org", "password1": PASSWORD})
    assert (response.status_code, response.headers["Location"]) == (302, "/accounts/login/")


def test_a_page_for_the_signed_in_asks_nobody_to_sign_in_and_returns(client, db):
    response = client.get(reverse("people"))
    assert (response.status_code, response.headers["Location"]) == (302, "/accounts/login/?next=/accounts/people/")


def test_a_role_that_has_not_begun_gives_a_session_but_no_power(db, sign_in):
    coming = MembershipFactory(starts_on=timezone.localdate() + timedelta(days=1))
    assert sign_in(coming.person).get(reverse("people")).status_code == 403

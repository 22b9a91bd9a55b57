"""Where one is signed in, and leaving all of it at once."""

from datetime import timedelta
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from oauth2_provider.models import AccessToken

from improvement_hub.accounts import tasks
from improvement_hub.accounts.browsers import in_words
from tests.accounts import authenticator
from tests.factories.accounts import PASSWORD

PAGE = "/accounts/sessions/"


def browser(person, name="Firefox"):
    client = Client(headers={"User-Agent": name})
    client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    return client


def is_in(client) -> bool:
    return client.get(reverse("account")).status_code == 200


def test_signing_out_everywhere_else_ends_every_other_session_and_every_applications_access(cast):
    here, phone, other = browser(cast.ben), browser(cast.ben, "Telephone"), browser(cast.dev)
    AccessToken.objects.create(user=cast.ben, token="a", expires=timezone.now() + timedelta(hours=1))
    page = here.get(PAGE)
    assert [session.user_agent for session in page.context["sessions"]] == ["Firefox", "Telephone"]
    assert here.post(PAGE).headers["Location"] == PAGE
    assert (is_in(here), is_in(phone), is_in(other)) == (True, False, True)
    assert not AccessToken.objects.exists()
    page = here.get(PAGE)
    assert [session.user_agent for session in page.context["sessions"]] == ["Firefox"]
    assert "Sign out everywhere else" not in page.content.decode()


def test_who_is_signed_in_here_alone_can_still_stop_an_application(cast):
    here = browser(cast.ben)
    AccessToken.objects.create(user=cast.ben, token="a", expires=timezone.now() + timedelta(hours=1))
    assert "Sign out everywhere else</button>" in here.get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0",
            "Edge on Windows",
        ),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari on iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0", "Firefox on Linux"),
        ("curl/8 on Windows", "A browser on Windows"),
        ("", "A browser"),
    ],
)
def test_a_browser_is_called_what_its_owner_calls_it(sent, words):
    assert in_words(sent) == words


def test_a_new_password_ends_the_other_sessions_and_its_owner_is_told(cast, mailoutbox):
    here, phone = browser(cast.ben), browser(cast.ben)
    new = "seven green kettles sing"
    here.post("/accounts/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert (is_in(here), is_in(phone)) == (True, False)
    assert len(here.get(PAGE).context["sessions"]) == 1
    assert mailoutbox[0].to == [cast.ben.email]
    assert "your password was changed." in mailoutbox[0].body


@pytest.mark.parametrize("others", [0, 5])
def test_the_page_costs_the_same_in_however_many_browsers_one_is_signed_in(cast, others, django_assert_num_queries):
    here = browser(cast.ben)
    for _ in range(others):
        browser(cast.ben)
    with django_assert_num_queries(6):
        assert len(here.get(PAGE).context["sessions"]) == others + 1


def test_what_is_known_of_a_browser_goes_with_its_session(cast, time_machine):
    browser(cast.ben)
    time_machine.move_to(timezone.now() + timedelta(hours=13))
    here = browser(cast.ben)
    tasks.forget_expired()
    assert [session.session_key for session in UserSession.objects.all()] == [here.session.session_key]


def test_the_operator_resets_the_second_factor_of_someone_who_lost_it(cast):
    authenticator.set_up(cast.ben)
    out = StringIO()
    call_command("reset_second_factor", "BEN@example.org", stdout=out)
    assert out.getvalue() == "Ben is signed out everywhere, and sets up a second factor at the next sign-in.\n"
    assert not Authenticator.objects.filter(user=cast.ben).exists()
    assert is_in(browser(cast.ben))
    with pytest.raises(CommandError, match="Nobody signs in as nemo"):
        call_command("reset_second_factor", "nemo@example.org")

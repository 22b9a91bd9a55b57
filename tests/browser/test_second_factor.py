"""Setting up a second factor in a real browser: a passkey with scripts, an app without them."""

import re

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import expect

from tests.accounts import authenticator
from tests.browser.faults import faults
from tests.factories.accounts import PASSWORD

pytestmark = pytest.mark.browser

KEY = {"protocol": "ctap2", "transport": "internal", "hasUserVerification": True, "isUserVerified": True}


def plug_in_a_key(page):
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    return tools.send("WebAuthn.addVirtualAuthenticator", {"options": {**KEY, "automaticPresenceSimulation": True}})


def give_password(someone, person):
    someone.open("/accounts/login/")
    someone.fill("E-mail address", person.email)
    someone.fill("Password", PASSWORD)
    someone.press("Sign in")


def test_asha_adds_a_passkey_and_signs_in_with_it(visitor, cast, live_server):
    asha = visitor()
    plug_in_a_key(asha.page)
    give_password(asha, cast.asha)
    asha.reads("Set up a second factor")
    found = faults(asha.page, whose="asha")
    asha.follow("Add a passkey")
    found += faults(asha.page, whose="asha")
    expect(asha.page.locator("[data-passkey-trouble]")).to_be_hidden()
    asha.fill("Name of this passkey (optional)", "Council laptop")
    asha.press("Add passkey")
    asha.reads("Your recovery codes")
    asha.reads(*authenticator.recovery_codes_of(cast.asha))
    found += faults(asha.page, whose="asha")
    asha.follow("I have kept them: go on")
    asha.page.get_by_role("button", name="Sign out").first.click()
    expect(asha.page.get_by_role("link", name="Sign in", exact=True).first).to_be_visible()
    give_password(asha, cast.asha)
    asha.reads("One more step")
    found += faults(asha.page, whose="asha")
    asha.press("Use a passkey")
    expect(asha.page.get_by_role("link", name="Asha", exact=True)).to_be_visible()
    asha.open("/accounts/second-factor/")
    asha.reads("Council laptop", "last used")
    found += faults(asha.page, whose="asha")
    asha.open("/accounts/second-factor/passkeys/confirm/?next=/accounts/")
    asha.press("Use a passkey")
    asha.reads("Your roles")
    assert found == []


def test_an_app_is_set_up_without_scripts_and_its_code_confirms(visitor, cast, live_server):
    gwen = visitor(java_script_enabled=False)
    give_password(gwen, cast.gwen)
    gwen.follow("Set up an authenticator app")
    secret = re.sub(r"\s", "", gwen.page.locator(".hub-secret").inner_text())
    gwen.fill("Code", authenticator.code(secret))
    gwen.press("Set up")
    gwen.follow("I have kept them: go on")
    gwen.open("/accounts/")
    gwen.reads("Administrator")
    gwen.open("/accounts/second-factor/confirm/?next=/accounts/sessions/")
    gwen.fill("Code", authenticator.code(secret))
    gwen.press("Confirm")
    gwen.reads("Where you are signed in", "This browser")
    gwen.reads("You are signed in nowhere else")
    assert Authenticator.objects.filter(user=cast.gwen, type="totp").count() == 1

"""A director issues a key, puts a new one in its place, and revokes it; a partner's system uses it meanwhile."""

import json
import os
import re
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from improvement_hub.accounts.services.calls import drain_calls
from tests.browser.faults import faults
from tests.browser.visitors import DESK, NARROWEST

pytestmark = pytest.mark.browser

SHOTS = os.environ.get("HUB_SHOTS")  # a folder, for whoever wants to look


def look_at(someone, name):
    found = faults(someone.page, whose="asha")
    if SHOTS:
        for size in (DESK["viewport"], NARROWEST):
            someone.page.set_viewport_size(size)
            someone.page.screenshot(path=Path(SHOTS) / f"{name}-{size['width']}.png", full_page=True)
        someone.page.set_viewport_size(DESK["viewport"])
    return found


def call(live_server, key, path="/api/v1/posts/"):
    asked = Request(f"{live_server.url}{path}", headers={"Authorization": f"Bearer {key}"})  # noqa: S310 - our own
    try:
        with urlopen(asked) as answer:  # noqa: S310
            return answer.status, json.load(answer)
    except HTTPError as refused:
        return refused.code, json.load(refused)


def shown(someone):
    """The secrets on the page, in their order."""
    return [code.strip() for code in someone.page.get_by_role("main").locator("code").all_inner_texts()]


def test_asha_issues_rotates_and_revokes_a_key_and_credentials(visitor, cast, live_server):
    asha = visitor(by_cookie=cast.asha)
    asha.open("/accounts/clients/")
    found = look_at(asha, "none")
    asha.follow("Register a system")
    asha.fill("Name", "Intranet")
    asha.choose("Write drafts: posts, case studies")
    found += look_at(asha, "register")
    asha.press("Register")
    asha.reads("Registered. Issue a key for it next.", "It has no key yet.")
    asha.follow("Issue a key")
    asha.fill("What it is for (optional)", "live")
    found += look_at(asha, "issue")
    asha.press("Issue the key")
    asha.reads("Copy this now", "It is shown this once")
    [first] = shown(asha)
    assert first.startswith("hub_")
    found += look_at(asha, "secret")
    assert call(live_server, first)[0] == 200
    asha.follow("I have copied it: go on")
    asha.does_not_read(first)
    asha.page.get_by_role("link", name=re.compile("Put a new one in its place")).click()
    asha.fill("Days for which the old key works on", "3")
    found += look_at(asha, "rotate")
    asha.press("Issue the new key")
    [second] = shown(asha)
    assert [call(live_server, key)[0] for key in (first, second)] == [200, 200]
    asha.follow("I have copied it: go on")
    asha.page.get_by_role("link", name=re.compile(f"Revoke the key that begins {second[:12]}")).click()
    found += look_at(asha, "revoke")
    asha.press("Revoke key")
    assert [call(live_server, key)[0] for key in (first, second)] == [200, 401]
    asha.follow("Issue a key")
    asha.choose("A client id and secret for OAuth")
    asha.press("Issue the key")
    client_id, secret, address = shown(asha)
    assert (len(client_id), len(secret) > 100, address) == (40, True, f"{live_server.url}/oauth/token/")
    found += look_at(asha, "oauth")
    drain_calls()
    asha.follow("I have copied it: go on")
    asha.reads("GET /api/v1/posts/ · 401", "OAuth client")
    found += look_at(asha, "client")
    asha.open("/accounts/clients/")
    found += look_at(asha, "list")
    asha.follow("Intranet")
    asha.follow("Revoke this system and all its keys")
    asha.press("Revoke all")
    asha.reads("It can no longer use the API.")
    assert call(live_server, first)[0] == 401
    assert found == []

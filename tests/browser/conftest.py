"""One Chromium for the session; every visitor has a context of their own, and none meets any trouble."""

import os
import shutil

import pytest
from playwright.sync_api import sync_playwright

from improvement_hub.runtime.browser import NAMES
from tests import staging
from tests.browser.visitors import DESK, REPORT_VIOLATIONS, Visitor
from tests.signed_in import signed_in

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]


@pytest.fixture(scope="session")
def chromium(django_db_setup, django_db_blocker):
    """With it runs an event loop, whose database connection is another one: what is staged does not outlive either."""
    path = os.environ.get("HUB_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    with django_db_blocker.unblock():
        staging.strike_all()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()
        with django_db_blocker.unblock():
            staging.strike_all()


@pytest.fixture
def visitor(chromium, live_server):
    """Makes visitors; when the test ends, none of them has met an error or left this host.

    `by_cookie`: a person who is signed in already. Other options are the browser context's.
    """
    visitors = []

    def arrive(*, by_cookie=None, **options):
        context = chromium.new_context(**{**DESK, **options})
        if options.get("java_script_enabled", True):
            context.add_init_script(REPORT_VIOLATIONS)
        if by_cookie:
            context.add_cookies([{"name": "sessionid", "value": session_of(by_cookie), "url": live_server.url}])
        visitors.append(Visitor(context.new_page(), live_server.url))
        return visitors[-1]

    yield arrive
    for someone in visitors:
        someone.page.context.close()
    assert [trouble for someone in visitors for trouble in someone.troubles] == []


def session_of(person) -> str:
    return signed_in(person).cookies["sessionid"].value

"""One Chromium for the session; every visitor has a context of their own, and none meets any trouble."""

import os
import shutil

import pytest
from playwright.sync_api import sync_playwright

from improvement_hub.runtime.browser import NAMES
from tests.browser.visitors import DESK, REPORT_VIOLATIONS, Visitor

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]


@pytest.fixture(scope="session")
def chromium():
    path = os.environ.get("HUB_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visitor(chromium, live_server):
    """Makes visitors; when the test ends, none of them may have met an error or left this host."""
    visitors, contexts = [], []

    def arrive(*, person=None, **options):
        context = chromium.new_context(**{**DESK, **options})
        contexts.append(context)
        if options.get("java_script_enabled", True):
            context.add_init_script(REPORT_VIOLATIONS)
        someone = Visitor(context.new_page(), live_server.url)
        visitors.append(someone)
        return someone.sign_in(person) if person else someone

    yield arrive
    for context in contexts:
        context.close()
    assert [trouble for someone in visitors for trouble in someone.troubles] == []

"""From choosing a digest to ending it by the link of its e-mail, without scripts; and the pages on the way."""

import re

import pytest

from tests.browser.faults import faults
from tests.factories import PostFactory

pytestmark = pytest.mark.browser


def test_a_digest_is_chosen_comes_is_read_at_ones_desk_and_ended_by_its_link(
    visitor, cast, live_server, settings, tmp_path
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH, settings.DEBUG, settings.HUB_URL = str(tmp_path), True, live_server.url
    PostFactory(title="Small caseloads")
    femi, checker = visitor(by_cookie=cast.femi, java_script_enabled=False), visitor(by_cookie=cast.femi)
    femi.open("/accounts/")
    femi.follow("Your digest by e-mail")
    femi.choose("Every week")
    femi.press("Save")
    femi.reads("Saved.", "Small caseloads", "femi@example.org")
    checker.open("/digests/")
    found = faults(checker.page, whose="femi")
    femi.press("Send me this now")
    femi.reads("Your digest is on its way.", "1 new")
    femi.open("/mail/")
    femi.follow("Small caseloads")
    femi.reads("Hello Femi,", "NEW PRACTICE")
    ending = re.search(r"/digests/unsubscribe/\S+", femi.page.get_by_role("main").inner_text())[0]
    letter = femi.page.url.removeprefix(live_server.url)
    for path in ("/mail/", letter, ending):
        checker.open(path)
        found += faults(checker.page, whose="femi")
    femi.follow("See it in HTML")
    assert femi.page.get_by_role("link", name="Small caseloads").get_attribute("href").startswith(live_server.url)
    leaver = visitor(java_script_enabled=False)
    leaver.open(ending)
    leaver.press("End my digest")
    leaver.reads("Your digest has ended")
    assert found == []

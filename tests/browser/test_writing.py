"""Writing a post: what is typed is kept while it is typed, and nothing of it needs a script."""

import pytest
from playwright.sync_api import expect

from blogs.models import Post
from improvement_hub.core.models import KeptWords
from tests.browser.faults import faults
from tests.factories import MembershipFactory

pytestmark = pytest.mark.browser


@pytest.fixture
def asha(db):
    return MembershipFactory(person__name="Asha").person


def test_words_are_kept_while_they_are_typed_and_gone_on_with_after_a_reload(visitor, asha, live_server):
    someone = visitor(by_cookie=asha)
    sent = []
    someone.page.on("request", lambda request: sent.append(request.url.rsplit("/", 2)[1]))
    someone.open("/posts/new/")
    someone.fill("Title", "Pods")
    someone.page.get_by_label("Text (optional)").press_sequentially("We tried **small** teams.", delay=5)
    expect(someone.page.get_by_role("status")).to_have_text("Not saved yet")
    expect(someone.page.get_by_role("region", name="Preview").locator("strong")).to_have_text("small")
    expect(someone.page.get_by_role("status")).to_contain_text("Saved ")
    assert sent.count("keep") == 1
    found = faults(someone.page, whose="asha")
    someone.page.context.clear_cookies()
    someone.fill("Title", "Pods, on")
    expect(someone.page.get_by_role("status")).to_contain_text("Saved ")
    assert (KeptWords.objects.get().first("title"), sent.count("keep")) == ("Pods, on", 2)
    again = visitor(by_cookie=asha)
    again.open("/posts/new/")
    again.reads("You have unsaved words from")
    again.page.get_by_role("link", name="Go on with them").click()
    again.press("Save draft")
    again.reads("Saved as a draft.")
    assert (Post.objects.get().title, Post.objects.get().body) == ("Pods, on", "We tried **small** teams.")
    assert (KeptWords.objects.count(), found) == (0, [])
    # signed out, words are kept; only suggestions are not made any more
    someone.troubles[:] = [one for one in someone.troubles if "/themes/suggest/ answers 401" not in one]


def test_without_scripts_a_post_is_previewed_and_outlives_the_sign_in(visitor, asha, live_server):
    plain = visitor(by_cookie=asha, java_script_enabled=False)
    plain.open("/posts/new/")
    plain.fill("Title", "Pods")
    plain.fill("Text (optional)", "We tried **small** teams.")
    plain.press("Preview")
    expect(plain.page.get_by_role("region", name="Preview").locator("strong")).to_have_text("small")
    plain.fill("Title", "Pods, on")
    cookies = plain.page.context.cookies()
    plain.page.context.clear_cookies(name="sessionid")
    plain.press("Save draft")
    plain.reads("Your words are kept: sign in to go on with them.")
    plain.page.context.add_cookies(cookies)
    plain.open(KeptWords.objects.get().back)
    plain.press("Save draft")
    plain.reads("Saved as a draft.")
    assert Post.objects.get().title == "Pods, on"

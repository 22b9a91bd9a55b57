"""Every page that someone is shown, and every way in which a form or an address can fail."""

import re

import pytest
from playwright.sync_api import expect

from improvement_hub.overview import queries
from tests.browser.faults import broken_rules, faults, lost_text
from tests.browser.html import invalid
from tests.factories.accounts import PASSWORD
from tests.peer_review import scenes
from tests.permission_matrix import API, PAGES, WHO, rows
from tests.world import address_of, make_world

pytestmark = pytest.mark.browser

WALKERS = ("nobody", "ben", "asha", "edie", "gwen")
NO_PAGES = {
    *("healthz", "review-calendar", "my-calendar", "calendar-feed", "open-day-calendar", "open-days-calendar"),
    *("phone-key", "capture-worker", "post-image-file", "preview-image", "event-calendar", "visit-calendar"),
    *("search-suggest", "search-feed", "posts-feed", "theme-feed", "posts-export", "posts-atom", "post-cite"),
    *("case-studies-template", "case-studies-export", "sitemap", "sitemap-of", "robots"),
    *("reviews-export", "past-template", "documents-csv", "document-file", "report-file", "report-style-template"),
    *("case-studies-template", "case-studies-export", "event-file", "oauth-metadata"),
}
LONG = "Wirtschaftsprüfungsgesellschaftsvertretungsbefugnis" * 3


@pytest.fixture
def world(cast, live_server):
    return make_world(cast)


@pytest.fixture
def walkers(visitor, cast):
    return {name: visitor(by_cookie=cast.person(name)) for name in WALKERS}


def pages_shown():
    """(URL name, who) of each page: the first of the walkers who is shown it."""
    for method, name, letters in rows(PAGES) + [row for row in rows(API) if row[1] in ("api-docs", "api-docs-of")]:
        shown = [who for who in WALKERS if letters[WHO.index(who)] == "o"]
        if method == "GET" and name not in NO_PAGES and shown:
            yield name, shown[0]


def test_every_page_passes_axe_fits_the_narrowest_phone_and_is_valid(world, walkers, tmp_path):
    _, arguments, inside = world
    found, sent = [], {}
    for name, who in [("home", "ben"), ("work", "edie"), *pages_shown()]:
        answer = walkers[who].open(address_of(name, arguments, inside))
        assert (name, answer.status) == (name, 200)
        sent[f"{name} ({who})"] = answer.text()
        found += faults(walkers[who].page, whose=who)
    assert found == []
    assert invalid(sent, tmp_path) == []


def test_pages_that_could_not_help_pass_too(world, walkers, client, monkeypatch, settings, tmp_path):
    _, arguments, inside = world
    ben, nobody = walkers["ben"], walkers["nobody"]
    found, sent = [], {}

    def meet(who, path, status):
        answer = walkers[who].open(path)
        assert (path, answer.status) == (path, status)
        keep(who, path, answer.text())

    def keep(who, path, html):
        sent[f"{path} ({who})"] = html
        found.extend(faults(walkers[who].page, whose=who))

    meet("nobody", "/nothing/", 404)
    meet("asha", address_of("review-evidence", arguments, inside), 403)
    meet("ben", address_of("oauth2_provider:authorize", arguments, inside), 400)
    meet("ben", f"{inside_address(arguments, inside)}steps/fly/", 400)
    for _ in range(settings.AXES_FAILURE_LIMIT):
        client.post("/accounts/login/", {"login": "gwen@example.org", "password": "wrong"})
    nobody.open("/accounts/login/")
    nobody.fill("E-mail address", "gwen@example.org")
    nobody.fill("Password", PASSWORD)
    nobody.press("Sign in")
    nobody.reads("Too many attempts")
    keep("nobody", "locked", nobody.page.content())
    with monkeypatch.context() as broken:
        broken.setattr(queries, "newest_posts", lambda actor: 1 / 0)
        meet("nobody", "/", 500)
    settings.DEBUG = True
    answer = ben.open("/gallery/")
    sent["gallery"] = answer.text()
    assert broken_rules(ben.page) == []
    assert found == []
    assert invalid(sent, tmp_path) == []


def inside_address(arguments, inside):
    return address_of("review", arguments, inside)


def test_a_review_with_its_findings_passes_too_whatever_its_words(cast, walkers, live_server):
    scene = scenes.on_site(cast, title=f"Front door {LONG[:100]}", scope=LONG, keylines=[f"Is {LONG} timely?"])
    scene.log(note=LONG)
    finding = scene.report()
    inside = scene.review.get_absolute_url()
    found = []
    for who, path in [
        ("asha", inside),
        ("asha", f"{inside}findings/"),
        ("asha", finding.get_absolute_url()),
        ("asha", f"{finding.get_absolute_url()}share/"),
        ("ben", f"{inside}evidence/"),
        ("ben", f"{inside}evidence/?bearing=strength"),
        ("ben", finding.get_absolute_url()),
        ("edie", inside),
    ]:
        assert walkers[who].open(path).status == 200
        found += faults(walkers[who].page, whose=who)
    assert found == []


def test_what_goes_wrong_is_said_on_a_page_that_passes_too(world, walkers, cast):
    _, arguments, inside = world

    def address(name):
        return address_of(name, arguments, inside)

    found = []
    empty = ["review-open", "review-team-join", "activity-plan", "capture", "hypothesis", "statement-link"]
    sent = [("ben", name) for name in empty] + [("asha", "invite"), ("asha", "leaver"), ("asha", "end-membership")]
    for who, name in [*sent, ("asha", "account_change_password"), ("nobody", "account_login")]:
        found += refused(walkers[who], who, address(name))
    for path in ("/posts/?dated=soon", f"{address('review-evidence')}?bearing=rumour"):
        walkers["ben"].open(path)
        found += faults(walkers["ben"].page, whose="ben")
    assert found == []


def refused(someone, who, path):
    """An empty form, sent."""
    someone.open(path)
    someone.page.locator("main form[method=post] button").last.click()
    expect(someone.page, path).to_have_title(re.compile("^Error: "))
    return faults(someone.page, whose=who)


def test_a_change_made_meanwhile_and_a_form_too_old_pass_too(world, walkers, cast):
    """Both versions stand on the page (412), and a form without its cookie says what to do (403)."""
    _, arguments, inside = world
    ben = walkers["ben"]
    ben.open(address_of("statement-change", arguments, inside))
    other = walkers["asha"]  # her context, his session: Ben at his other desk
    other.page.context.clear_cookies()
    other.page.context.add_cookies(ben.page.context.cookies())
    other.open(address_of("statement-change", arguments, inside))
    other.fill("What does the team say?", "Help comes the same day.")
    other.press("Save")
    ben.fill("What does the team say?", "Help comes within a day.")
    ben.press("Save")
    ben.reads("Saved meanwhile by someone else", "Help comes the same day.")
    found = faults(ben.page, whose="ben")
    edie = walkers["edie"]
    edie.open(address_of("conflict-override", arguments, inside))
    for someone, button, sentence in ((ben, "Save", "Your words are kept"), (edie, "Override", "This form is too old")):
        someone.page.context.clear_cookies()
        someone.press(button)
        someone.reads(sentence)
        found += faults(someone.page, whose=sentence)
    assert found == []


@pytest.mark.parametrize("colours", [{"forced_colors": "active"}, {"color_scheme": "dark"}], ids=["forced", "dark"])
def test_other_colours_lose_no_words_and_forced_ones_pass_axe(world, visitor, cast, colours):
    _, arguments, inside = world
    ben = visitor(by_cookie=cast.ben, **colours)
    found = []
    for name in ("home", "work", "review", "review-timetable", "capture", "statement", "posts", "privacy"):
        ben.open(address_of(name, arguments, inside))
        rules = broken_rules(ben.page) if "forced_colors" in colours else []  # no page has dark colours of its own
        found += [(name, fault) for fault in lost_text(ben.page) + rules]
    assert found == []

"""The main job with JavaScript switched off: it is only ever an addition."""

import re

import pytest

from tests.browser.visitors import PHONE
from tests.factories import ThemeFactory
from tests.peer_review import scenes

pytestmark = pytest.mark.browser

LINK = re.compile(r"http://testserver(/accounts/join/\S+)")
PASSWORD = "plenty of plain words"


@pytest.fixture
def plain(visitor, cast):
    """Someone of the cast, signed in with a browser that runs no scripts."""

    def arrive(name=None, **options):
        return visitor(by_cookie=name and cast.person(name), java_script_enabled=False, **options)

    return arrive


def test_evidence_becomes_a_finding_and_a_hold_is_set_and_lifted(plain, cast, live_server):
    scene = scenes.on_site(cast)
    statement = scene.hypothesis(scene.enough()[:2]).get_absolute_url()
    dev, carys, ben = plain("dev", **PHONE), plain("carys"), plain("ben")
    dev.open(f"{scene.review.get_absolute_url()}evidence/log/")
    dev.select("Activity", "Focus group: Parents")
    dev.choose("Is help timely?", "Strength")
    dev.select("Who said it, or where does it stand?", "Parents and carers")
    dev.fill("In words", "They were told why.")
    dev.press("Save and next")
    dev.reads("Saved.")
    carys.open(statement)
    carys.follow("Hold")
    carys.fill("Why do you hold it?", "Too early.")
    carys.press("Hold")
    carys.follow("Lift the hold")
    carys.fill("What settled it?", "The parents were asked.")
    carys.press("Lift the hold")
    ben.open(f"{statement}link/")
    ben.page.get_by_label("They were told why.").check()
    ben.press("Link")
    ben.press("Make it a finding")
    ben.reads("The team and the host, once feedback is given")


def test_a_review_is_opened_and_its_team_put_together(plain, cast, live_server):
    ThemeFactory(name="Early help")
    scenes.triad_method()
    hana = plain("hana")
    hana.open("/reviews/")
    hana.follow("Open a review")
    hana.fill("Title", "Front door")
    hana.select("Theme", "Early help")
    hana.select("Review lead", "Benfield")
    hana.select("Observer (optional)", "Carrow")
    hana.fill("Key lines of enquiry (optional)", "Is help timely?\nIs help shared?")
    hana.press("Open review")
    hana.reads("The review is open. Next: put the visiting team together.")
    for person, role, job in [("Ben", "Review lead", "Head of improvement"), ("Carys", "Observer", "Director")]:
        hana.follow("Add someone")
        hana.page.get_by_label("Person", exact=True).select_option(str(getattr(cast, person.lower()).pk))
        hana.choose(role)
        hana.fill("Job title", job)
        hana.press("Add to team")
        hana.reads("Added to the team.", job)


def test_a_colleague_is_invited_and_joins_with_the_link_of_the_e_mail(plain, cast, live_server, mailoutbox):
    asha, new = plain("asha"), plain()
    asha.open("/accounts/")
    asha.follow("Invitations")
    asha.follow("Invite a colleague")
    asha.fill("E-mail address", "ines@example.org")
    asha.choose("Improvement officer")
    asha.select("Council (optional)", "Ashby")
    asha.press("Send invitation")
    asha.reads("The invitation is on its way.", "ines@example.org")
    new.open(LINK.search(mailoutbox[0].body)[1])
    new.fill("Your name", "Ines")
    new.fill("Password", PASSWORD)
    new.press("Join")
    new.reads("Welcome to the hub.", "Improvement officer, Ashby")
    asha.page.reload()
    asha.reads("Accepted")


def test_filters_and_the_api_page_need_no_scripts(plain, cast, live_server):
    desk, phone = plain(), plain(**PHONE)
    for someone in (desk, phone):
        someone.open("/councils/")
    phone.page.get_by_text("Filter this list").click()
    for someone in (desk, phone):
        someone.fill("Name or code", "Ashby")
        someone.press("Show")
        someone.reads("1 council")
    desk.follow("API")
    desk.reads(f"curl '{live_server.url}/api/v1/posts/?page_size=2'")
    desk.follow("Findings")
    desk.reads("/api/v1/findings/{id}/transitions/{name}/")

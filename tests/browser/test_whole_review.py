"""A whole review in the browser, from its proposal to its end: host, review lead and observer signed in at once."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from peer_review.models import Evidence, Review
from tests.browser.visitors import PHONE
from tests.factories import ThemeFactory
from tests.peer_review import scenes

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HEARD = {
    "Managers": ("Team managers", "Managers sit with the workers."),
    "Parents": ("Parents and carers", "Parents were called back within two days."),
}
LATER = ("Practitioners", "Workers ring a colleague the same day.")
SAID = "Help comes quickly."
TOLD_US = "They told us that they have no conflict of interest"


@pytest.fixture
def people(visitor, cast):
    """Asha on a desk for the host, Ben on a desk for the lead, Carys observing on her phone."""
    ThemeFactory(name="Early help")
    scenes.triad_method()
    found = {"asha": visitor(), "ben": visitor(), "carys": visitor(**PHONE)}
    for name, someone in found.items():
        someone.sign_in(cast.person(name))
    return found


def test_three_people_take_a_review_from_its_proposal_to_its_end(people):
    asha, ben, carys = (people[name] for name in ("asha", "ben", "carys"))
    review = propose(asha)
    agree(asha, ben, review)
    visit(ben, carys, review)
    conclude(ben, carys, review)
    report(asha, ben, review)
    act(asha, ben, review)
    assert Review.objects.get().state == "closed"


def propose(asha):
    asha.open("/reviews/new/")
    asha.fill("Title", "Front door")
    asha.select("Theme", "Early help")
    asha.page.get_by_role("radio", name=re.compile("^Triad review")).check()
    asha.select("Host", "Ashby")
    asha.select("Review lead", "Benfield")
    asha.page.get_by_label(re.compile("^Observer")).select_option(label="Carrow")
    asha.page.get_by_label(re.compile("^Scope")).fill("How families reach help.")
    asha.page.get_by_label(re.compile("^Key lines")).fill("Is help timely?\nIs help shared?")
    asha.page.get_by_label(re.compile("^First day")).fill(date.today().isoformat())
    asha.press("Open review")
    for name, role in (("Ben", "Review lead"), ("Carys", "Observer")):
        asha.follow("Add someone")
        asha.page.get_by_label("Person").select_option(label=option(asha, name))
        asha.choose(role)
        asha.fill("Job title", "Head of service")
        asha.page.get_by_role("checkbox").check()
        asha.press("Add to team")
        asha.reads("Added to the team.")
    asha.follow("Overview")
    return asha.page.url.removeprefix(asha.address)


def option(someone, name):
    """What the choice of a person calls them, beside where they come from."""
    options = someone.page.get_by_label("Person").locator("option").all_inner_texts()
    return next(words for words in options if words.startswith(name))


def agree(asha, ben, review):
    asha.reads("Ashby agrees scope and key lines.", "Benfield agrees scope and key lines.")
    asha.press("Agree scope and key lines")
    ben.open(review)
    ben.press("Agree scope and key lines")
    asha.open(review)
    for step, state in (
        ("Agree the scope", "Scoped"),
        ("Confirm the team", "Team confirmed"),
        ("Begin to prepare", "Preparing"),
    ):
        asha.press(step)
        expect(asha.page.locator(".hub-way__here")).to_have_text(state)


def visit(ben, carys, review):
    """Two focus groups; Carys has no signal in the second one, and her notes arrive once she has it again."""
    for title in HEARD:
        ben.open(f"{review}timetable/plan/")
        ben.select("Kind", "Focus group")
        ben.fill("Title", title)
        ben.press("Add to timetable")
    ben.open(review)
    ben.press("Start the visit")
    carys.open(f"{review}evidence/log/")
    carys.page.wait_for_selector("html[data-opens-offline]", state="attached")
    carys.page.context.set_offline(True)
    for number, (activity, (source, note)) in enumerate(HEARD.items(), start=1):
        log(carys, activity, source, note)
        expect(carys.page.locator(".hub-keeping")).to_have_text(f"Saved on this phone, {number} waiting for signal")
    ben.open(f"{review}evidence/log/")
    log(ben, "Managers", *LATER)
    ben.reads("Sent")
    ben.open(f"{review}evidence/")
    ben.reads(LATER[1])
    assert Evidence.objects.count() == 1
    carys.page.context.set_offline(False)
    expect(carys.page.locator(".hub-keeping")).to_have_text("Sent")
    for _, note in HEARD.values():
        expect(ben.page.get_by_role("main")).to_contain_text(note)  # the stream brings it by itself
    assert Evidence.objects.count() == 3


def log(someone, activity, source, note):
    someone.select("Activity", f"Focus group: {activity}")
    someone.choose("Is help timely?", "Strength")
    someone.select("Who said it, or where does it stand?", source)
    someone.fill("In words", note)
    someone.press("Save and next")


def conclude(ben, carys, review):
    ben.open(f"{review}findings/new/")
    ben.select("Key line of enquiry", "Is help timely?")
    ben.fill("What does the team say?", SAID)
    ben.choose("Strength")
    for note in (LATER[1], *(note for _, note in HEARD.values())):
        ben.page.get_by_label(note).check()
    ben.press("Save hypothesis")
    ben.reads("3 pieces of evidence (3 needed)")
    statement = ben.page.url.removeprefix(ben.address)
    carys.open(statement)
    carys.follow("Hold")
    carys.fill("Why do you hold it?", "Was the evening group asked?")
    carys.press("Hold")
    ben.press("Make it a finding")
    ben.press("Make it a finding")
    ben.reads("The observer holds this statement.")
    carys.follow("Lift the hold")
    carys.fill("What settled it?", "It was.")
    carys.press("Lift the hold")
    ben.open(statement)
    ben.press("Make it a finding")
    ben.open(f"{review}timetable/")
    for _ in HEARD:
        ben.press("Mark as done")
    for step in ("Finish the visit", "Give feedback to the host", "Start the report"):
        ben.open(review)
        ben.press(step)


def report(asha, ben, review):
    ben.open(review)
    ben.reads("Write the summary of the report.")
    ben.open(f"{review}report/")
    ben.page.get_by_role("link", name=re.compile("^Write.*summary", re.I)).click()
    ben.page.get_by_label(re.compile("^Words of the letter")).fill("Ashby helps families quickly.")
    ben.press("Save")
    ben.open(f"{review}recommendations/new/")
    ben.fill("What do you recommend?", "Keep the call back through the winter.")
    ben.page.get_by_label(SAID).check()
    ben.press("Save recommendation")
    ben.open(review)
    ben.follow("Send to the host for its accuracy check")
    ben.press("Send to the host for its accuracy check")
    asha.open(f"{review}report/")
    asha.page.get_by_role("link", name=re.compile(f"^Comment on: .*{SAID}")).click()
    asha.fill("What is not accurate?", "It is three days at weekends.")
    asha.press("Send comment")
    asha.open(f"{review}report/")
    asha.follow("Our check is done")
    asha.press("Our check is done")
    ben.open(review)
    ben.reads("1 comment waits for an answer.")
    ben.open(f"{review}report/")
    ben.page.get_by_role("link", name=re.compile("^Answer")).click()
    ben.page.get_by_role("radio").first.check()
    ben.page.get_by_label("Paragraph, as it shall read").fill("Help comes quickly, at weekends within three days.")
    ben.fill("Your answer to the host", "Changed.")
    ben.press("Save answer")
    ben.open(review)
    ben.press("Make the report final")
    ben.reads("Final")


def act(asha, ben, review):
    asha.open(review)
    asha.press("Start planning actions")
    asha.open(f"{review}actions/")
    asha.follow("Keep the call back through the winter.")
    asha.press("Accept")
    asha.page.get_by_role("link", name=re.compile("^Plan an action")).click()
    asha.fill("Outcome", "Families wait less.")
    asha.fill("Action", "Two workers answer calls.")
    asha.fill("Owner’s role", "Head of early help")
    asha.fill("Due", f"{date.today().year + 1}-03-01")
    asha.press("Save action")
    asha.open(review)
    asha.press("Begin the follow-up")
    Review.objects.update(final_at=timezone.now() - timedelta(days=400))
    for months in (3, 12):
        asha.open(f"{review}actions/")
        asha.follow("Keep the call back through the winter.")
        asha.page.get_by_role("link", name=f"Answer at {months} months").first.click()
        asha.choose("All of it", "No measurable change, and we say how we know")
        asha.page.get_by_label(re.compile("^In words")).fill("The monthly return shows the same.")
        asha.press("Save answer")
    ben.open(f"{review}actions/")
    ben.reads("All of it")
    asha.open(review)
    asha.press("Close the review")
    asha.reads("Closed")

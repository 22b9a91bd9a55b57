"""The main job of the hub, walked by several people at once, each in a browser of their own."""

import json
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import expect

from tests.browser.visitors import PHONE
from tests.factories import PostFactory
from tests.peer_review import scenes

pytestmark = pytest.mark.browser

NOTES = [
    ("Focus group: Social workers", "Practitioners", "Workers ring a colleague the same day."),
    ("Focus group: Social workers", "Team managers", "Managers sit with the workers."),
    ("Focus group: Parents", "Parents and carers", "Parents were called back within two days."),
]
SAID = "Help comes quickly."
SETTLED = "The evening group was asked, and says the same."
WHY = "Ask the parents of the evening group first."


@pytest.fixture
def people(visitor, cast):
    """Everyone signs in over the sign-in page, Dev and Ben on their phones as well."""

    def signed_in(name, **options):
        someone = visitor(**options)
        someone.sign_in(cast.person(name))
        return someone

    names = ("ben", "carys", "asha", "edie", "femi")
    phones = {f"{name}'s phone": signed_in(name, **PHONE) for name in ("dev", "ben")}
    return phones | {name: signed_in(name) for name in names}


def test_a_review_goes_from_notes_on_a_phone_to_a_finding_a_partner_system_pulls(people, cast, live_server):
    scene = scenes.on_site(cast)
    post = PostFactory(title="What we learned at the front door", visibility="region", owner=cast.host)
    log_evidence(people["dev's phone"], scene, NOTES[:2])
    log_evidence(people["ben's phone"], scene, NOTES[2:])
    statement = write_hypothesis(people["ben"], scene)
    hold_and_lift(people, statement)
    make_it_a_finding(people["ben"], statement)
    assert (pulled(live_server, cast, "findings"), pulled(live_server, cast, "evidence")) == ([], [])
    finish(people, scene)
    share(people, scene, statement)
    read_what_is_shared(people, scene, post)
    assert [(row["text"], row["visibility"]) for row in pulled(live_server, cast, "findings")] == [(SAID, "region")]
    assert [row["title"] for row in pulled(live_server, cast, "posts")] == [post.title]
    assert pulled(live_server, cast, "evidence") == []


def log_evidence(phone, scene, notes):
    phone.open(f"{scene.review.get_absolute_url()}")
    phone.follow("Log evidence")
    remembered = ""
    for activity, source, note in notes:
        if activity != remembered:
            phone.select("Activity", activity)
            phone.choose("Is help timely?")
        phone.choose("Strength")
        phone.select("Who said it, or where does it stand?", source)
        phone.fill("In words", note)
        phone.press("Save and next")
        expect(phone.page.get_by_label("In words")).to_have_value("")  # ready for the next, and this one on its way
        phone.reads("Sent")
        remembered = phone.page.locator("#id_activity option:checked").inner_text()
        assert remembered == activity
    phone.follow("All evidence")
    phone.reads(*(note for _, _, note in notes))


def write_hypothesis(ben, scene):
    ben.open(f"{scene.review.get_absolute_url()}findings/")
    ben.follow("Write a hypothesis")
    ben.select("Key line of enquiry", "Is help timely?")
    ben.fill("What does the team say?", SAID)
    ben.choose("Strength")
    ben.press("Save hypothesis")
    ben.reads("3 more pieces of evidence needed.")
    for *_, note in NOTES:
        ben.follow("Link evidence")
        ben.page.get_by_label(note).check()
        ben.press("Link")
    ben.reads("3 pieces of evidence (3 needed)", "3 kinds of source (2 needed)", "2 activities (2 needed)")
    return ben.page.url.removeprefix(ben.address)


def hold_and_lift(people, statement):
    ben, carys = people["ben"], people["carys"]
    carys.open(statement)
    carys.follow("Hold")
    carys.fill("Why do you hold it?", WHY)
    carys.press("Hold")
    carys.reads("Held by Carys", WHY)
    ben.press("Make it a finding")  # on his page from before the hold
    ben.reads("Someone changed this while you were writing.")
    ben.press("Make it a finding")
    ben.reads("The observer holds this statement.")
    ben.open(statement)
    ben.reads("Make it a finding is waiting for:", "The observer holds this statement.", WHY)
    ben.may_not_press("Make it a finding")
    ben.may_not_press("Lift the hold")
    carys.follow("Lift the hold")
    carys.fill("What settled it?", SETTLED)
    carys.press("Lift the hold")
    carys.reads("Holds that were lifted", WHY, SETTLED)


def make_it_a_finding(ben, statement):
    ben.open(statement)
    ben.press("Make it a finding")
    ben.reads("Finding", "The team and the host, once feedback is given")


def finish(people, scene):
    ben, asha = people["ben"], people["asha"]
    asha.open(f"{scene.review.get_absolute_url()}findings/")
    asha.reads("The team is still at work.")
    asha.does_not_read(SAID)
    ben.open(scene.review.get_absolute_url())
    ben.reads("2 activities are still planned: mark each as done or cancelled.")
    ben.follow("Timetable")
    for _ in scene.activities:
        ben.press("Mark as done")
    ben.reads("2 of 2 activities done")
    ben.follow("Overview")
    ben.press("Finish the visit")
    ben.press("Give feedback to the host")
    ben.reads("Feedback given")


def share(people, scene, statement):
    asha, edie = people["asha"], people["edie"]
    edie.open(scene.review.get_absolute_url())
    edie.does_not_read(SAID)
    asha.open(f"{scene.review.get_absolute_url()}findings/")
    asha.follow(SAID)
    assert asha.page.url.endswith(statement)
    asha.does_not_read(NOTES[0][2])
    asha.follow("Set who may read it")
    asha.choose("The host's region")
    asha.press("Save")
    asha.reads("Saved who may read this finding.", "the host's region")


def read_what_is_shared(people, scene, post):
    edie, femi = people["edie"], people["femi"]
    edie.open(scene.review.get_absolute_url())
    edie.reads(SAID)
    edie.does_not_read(NOTES[0][2])
    edie.follow("Library")
    edie.follow(post.title)
    edie.reads(post.body)
    for path in (scene.review.get_absolute_url(), post.get_absolute_url()):
        assert femi.open(path).status == 404


def pulled(live_server, cast, collection):
    """What Robo's system gets over the API with its key."""
    address = f"{live_server.url}/api/v1/{collection}/"
    asked = Request(address, headers={"Authorization": f"Bearer {cast.robo_key}"})  # noqa: S310 - our own server
    with urlopen(asked) as answer:  # noqa: S310
        return json.load(answer)["results"]

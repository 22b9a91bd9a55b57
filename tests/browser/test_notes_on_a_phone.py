"""Notes that wait on a phone: kept where there is no signal, sent once, read and sent by nobody but their author."""

import json

import pytest
from playwright.sync_api import expect

from peer_review.models import Evidence
from tests.browser.faults import faults
from tests.browser.visitors import NARROWEST, PHONE
from tests.core.test_childlevel import CASES, PASSES, REFUSED, finds
from tests.peer_review import scenes

pytestmark = pytest.mark.browser

ON_THE_DEVICE = """async () => {
  const base = await new Promise((resolve) => {
    const asked = indexedDB.open("hub");
    asked.onsuccess = () => resolve(asked.result);
  });
  const notes = await new Promise((resolve) => {
    const asked = base.transaction("notes").objectStore("notes").getAll();
    asked.onsuccess = () => resolve(asked.result);
  });
  base.close();
  return notes.map(({ closed, ...open }) => ({ ...open, closed: new TextDecoder().decode(closed.text) }));
}"""
CHILD_LEVEL = """async (texts) => {
  const { childLevel } = await import("/static/hub/childlevel.js");
  return texts.map((text) => childLevel(text));
}"""


@pytest.fixture
def scene(cast, live_server):
    return scenes.on_site(cast)


def write(phone, note, *, activity=False):
    if activity:
        phone.select("Activity", "Focus group: Parents")
        phone.choose("Is help timely?")
    phone.choose("Concern")
    phone.select("Who said it, or where does it stand?", "Parents and carers")
    phone.fill("In words", note)


def status(phone):
    return phone.page.locator(".hub-keeping")


def waiting(phone):
    return phone.page.locator("#waiting li")


def stored():
    return sorted(Evidence.objects.values_list("note", flat=True))


def test_notes_outlive_the_signal_the_browser_and_another_person(visitor, scene, cast):
    dev = visitor(by_cookie=cast.dev, **PHONE)
    place = f"{scene.review.get_absolute_url()}evidence/log/"
    phone, context = dev.page, dev.page.context
    dev.open(place)
    phone.wait_for_selector("html[data-opens-offline]", state="attached")
    write(dev, "We waited six weeks.", activity=True)
    dev.press("Save and next")
    expect(status(dev)).to_have_text("Sent")
    assert stored() == ["We waited six weeks."]

    context.set_offline(True)
    write(dev, "Nobody rang back.")
    dev.press("Save and next")
    expect(status(dev)).to_have_text("Saved on this phone, 1 waiting for signal")
    dev.fill("In words", "The child was born on 3 April 2015.")
    dev.press("Save and next")
    dev.reads("This looks like a date of birth.")
    phone.set_viewport_size(NARROWEST)
    found = faults(phone, whose="dev")
    dev.fill("In words", "Half a sentence")
    expect(status(dev)).to_have_text("Kept on this phone, not saved yet")
    phone.close()

    dev.page = phone = context.new_page()
    dev.open(place)
    dev.reads("This page works without signal")
    expect(waiting(dev)).to_have_count(2)
    dev.does_not_read("Nobody rang back.")
    write(dev, "Letters came late.", activity=True)
    dev.press("Save and next")
    expect(status(dev)).to_have_text("Saved on this phone, 2 waiting for signal")
    dev.open(place)
    write(dev, "Twice the same form.", activity=True)
    dev.press("Save and next")
    expect(status(dev)).to_have_text("Saved on this phone, 3 waiting for signal")
    assert "rang" not in json.dumps(phone.evaluate(ON_THE_DEVICE))
    found += faults(phone, whose="dev")
    phone.close()
    cookies = context.cookies()
    context.clear_cookies()
    context.set_offline(False)

    ben = visitor(by_cookie=cast.ben, **PHONE)
    context.add_cookies(ben.page.context.cookies())
    dev.page = phone = context.new_page()
    dev.open(place)
    phone.wait_for_selector("html[data-opens-offline]", state="attached")
    expect(waiting(dev)).to_have_count(0)
    assert sorted(note["state"] for note in phone.evaluate(ON_THE_DEVICE)) == ["begun", *["waiting"] * 3]
    assert stored() == ["We waited six weeks."]

    context.clear_cookies()
    context.add_cookies(cookies)
    dev.open(place)
    expect(status(dev)).to_have_text("Sent")
    expect(waiting(dev)).to_contain_text("Half a sentence")
    waiting(dev).get_by_role("button", name="Edit").click()
    expect(phone.get_by_label("In words")).to_have_value("Half a sentence")
    write(dev, "Half a sentence, made whole.")
    expect(status(dev)).to_have_text("Kept on this phone, not saved yet")
    dev.press("Save and next")
    expect(status(dev)).to_have_text("Sent")
    assert stored() == [
        "Half a sentence, made whole.",
        "Letters came late.",
        "Nobody rang back.",
        "Twice the same form.",
        "We waited six weeks.",
    ]
    assert set(Evidence.objects.values_list("author", flat=True)) == {cast.dev.pk}
    assert phone.evaluate(ON_THE_DEVICE) == []
    assert found == []
    texts = [case["text"] for case in CASES] + [text for _, text in REFUSED] + PASSES
    assert [(text, said) for text, said in zip(texts, phone.evaluate(CHILD_LEVEL, texts), strict=True)] == [
        (text, finds(text)) for text in texts
    ]


def test_a_note_the_hub_refuses_stays_with_its_reason_and_teammates_see_new_ones_within_seconds(visitor, scene, cast):
    dev, ben = visitor(by_cookie=cast.dev, **PHONE), visitor(by_cookie=cast.ben)
    ben.open(f"{scene.review.get_absolute_url()}evidence/")
    dev.open(f"{scene.review.get_absolute_url()}evidence/log/")
    dev.page.context.set_offline(True)
    write(dev, "We waited six weeks.", activity=True)
    dev.press("Save and next")
    expect(status(dev)).to_contain_text("1 waiting for signal")
    dev.page.once("dialog", lambda dialog: dialog.dismiss())
    dev.page.get_by_text("Menu").click()
    with dev.page.expect_event("dialog") as asked:
        dev.page.get_by_role("button", name="Sign out").click()
    assert asked.value.message.startswith("1 note on this phone was not sent yet.")
    cancel(scene)
    dev.page.context.set_offline(False)
    dev.reads("This activity was cancelled: nothing can be heard in it.")
    assert any("answers 400" in trouble for trouble in dev.troubles)
    dev.troubles.clear()
    waiting(dev).get_by_role("button", name="Edit").click()
    dev.select("Activity", "Focus group: Social workers")
    dev.press("Save and next")
    expect(status(dev)).to_have_text("Sent")
    expect(ben.page.locator("#notes li")).to_contain_text("We waited six weeks.", timeout=10_000)  # by itself
    expect(ben.page.locator("#news")).to_have_text("1 new note")
    ben.reads("1 piece of evidence")


def cancel(scene):
    from peer_review import services

    services.move_activity(activity=scene.activities[1], step="cancel", by=scene.actor("ben"))

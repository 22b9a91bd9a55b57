"""A site as full as it gets, in the browser: long words, a map, stages, every state of an entry."""

import pytest

from demonstrators.services import move_entry, move_stage
from tests.browser.faults import faults, lost_text
from tests.factories import EntryFactory, SiteFactory

pytestmark = pytest.mark.browser
LONG = "Wirtschaftsprüfungsgesellschaftsvertretungsbefugnis" * 2


def test_a_site_with_its_journey_passes_whatever_its_words(visitor, cast, live_server):
    cast.host.latitude, cast.host.longitude = 52.0, -1.0
    cast.host.save()
    site = SiteFactory(
        name=LONG, slug="long", lead=cast.host, partners=[cast.leading], summary=LONG, adapted_from_words=LONG,
        adapted_from_council=cast.elsewhere, councils_stated=9,
    )  # fmt: skip
    for stage in ("exploring", "designing", "trying_out", "designing", "embedding"):
        move_stage(site=site, stage=stage, note=LONG, by=cast.actor("asha"))
    EntryFactory(site=site, author=cast.ben, did=LONG, learned=f"| {LONG} | b |\n|-|-|\n| c | d |", to="published")
    entry = EntryFactory(site=site, author=cast.ben, did=LONG, to="submitted")
    move_entry(entry=entry, step="return", reason=LONG, by=cast.actor("asha"))
    asha = visitor(by_cookie=cast.asha)
    found = []
    for path in ("/sites/", "/sites/long/", site.programme.get_absolute_url(), entry.get_absolute_url(),
                 f"{entry.get_absolute_url()}change/", cast.host.get_absolute_url()):  # fmt: skip
        assert asha.open(path).status == 200
        found += faults(asha.page, whose="asha")
    assert found == []
    forced = visitor(by_cookie=cast.asha, forced_colors="active")
    forced.open("/sites/long/")
    assert lost_text(forced.page) == []


def test_an_entry_is_written_and_published_without_javascript(visitor, cast, live_server):
    SiteFactory(name="Pods", lead=cast.host, partners=[cast.leading])
    ben = visitor(by_cookie=cast.ben, java_script_enabled=False)
    ben.open("/sites/pods/")
    ben.follow("Write a journey entry")
    ben.press("Save draft")
    ben.reads("Write at least one of the four")
    ben.fill("What did you do? (optional)", "We **met**.")
    ben.fill("What did you find hard? (optional)", "The room was cold.")
    ben.press("Save draft")
    ben.press("Submit to an editor")
    ben.reads("Submitted", "We met.")
    ben.may_not_press("Publish")
    asha = visitor(by_cookie=cast.asha, java_script_enabled=False)
    asha.page.goto(ben.page.url)
    asha.follow("Return to its author")
    asha.fill("What has to change?", "How cold?")
    asha.press("Return to its author")
    asha.reads("What has to change: How cold?")
    asha.press("Publish")
    asha.reads("For: Members of councils and regions")

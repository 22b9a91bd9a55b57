"""A director looks for a council like hers: she types, is suggested, misspells, narrows, and reads what is related."""

import pytest
from playwright.sync_api import expect

from improvement_hub.search.services import count_words
from tests.browser.faults import faults
from tests.browser.visitors import PHONE
from tests.factories import CouncilFactory, PostFactory, ThemeFactory

pytestmark = pytest.mark.browser


@pytest.fixture
def library(live_server):
    fostering = ThemeFactory(name="Fostering", slug="fostering", synonyms=["kinship care"])
    for number in range(12):
        PostFactory(title=f"Minutes {number}", body=f"What we discussed on day {number}.")
    for title, body in (
        ("Foster carers who stay", "Foster carers stay where other foster carers are near. An assessment in weeks."),
        ("Kinship first", "Kinship carers and foster carers meet each other."),
    ):
        PostFactory(title=title, body=body, themes=[fostering], councils=[CouncilFactory(name=f"{title[:6]} council")])
    count_words()


def test_she_finds_what_she_means_by_keyboard_and_narrows_it(visitor, library):
    asha = visitor()
    asha.open("/library/")
    box = asha.page.get_by_role("combobox", name="Search the library")
    box.press_sequentially("foste")
    expect(asha.page.get_by_role("option", name="Fostering")).to_be_visible()
    found = faults(asha.page, whose="suggested")
    box.press("Escape")
    expect(asha.page.get_by_role("listbox")).to_have_count(0)
    box.fill("foster assesment")
    box.press("Enter")
    expect(asha.page.get_by_text("Showing results for foster assessment.")).to_be_visible()
    expect(asha.page.locator("mark").first).to_have_text("Foster")
    found += faults(asha.page, whose="found")
    asha.open("/library/")
    asha.choose("Fostering 2")
    asha.press("Show")
    expect(asha.page.get_by_role("status")).to_have_text("2 results")
    asha.follow("Foster carers who stay")
    related = asha.page.get_by_role("region", name="Related")
    expect(related.get_by_role("link", name="Kinship first")).to_be_visible()
    expect(related).to_contain_text("both on fostering")
    assert (found, asha.troubles) == ([], [])


def test_on_a_phone_the_answers_come_first_and_a_suggestion_is_followed(visitor, library):
    dev = visitor(**PHONE)
    dev.open("/search/?q=kinship")
    expect(dev.page.get_by_role("heading", name="Kinship first")).to_be_in_viewport()
    box = dev.page.get_by_role("combobox", name="Search the library")
    box.fill("")
    box.press_sequentially("foste")
    expect(dev.page.get_by_role("option", name="Fostering")).to_be_visible()
    box.press("ArrowDown")
    box.press("Enter")
    expect(dev.page.get_by_role("heading", name="Fostering", exact=True)).to_be_visible()
    assert dev.troubles == []

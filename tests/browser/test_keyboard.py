"""By keyboard alone: everything is reached with Tab, and one sees where one is."""

import pytest

from tests.factories.accounts import PASSWORD
from tests.peer_review import scenes

pytestmark = pytest.mark.browser

REMEMBER_LOOKS = """() => {
  const clear = colour => colour === "rgba(0, 0, 0, 0)";
  const style = (element, part) => {
    const is = getComputedStyle(element, part);
    const outlined = is.outlineStyle !== "none" && is.outlineWidth !== "0px" && !clear(is.outlineColor);
    return [outlined ? is.outline : "", is.boxShadow, is.backgroundColor].join();
  };
  window.looks = element => style(element) + (element.nextElementSibling ?
    style(element.nextElementSibling, "::before") : "");
  window.before = new Map([...document.querySelectorAll("a, button, input, select, textarea, summary")]
    .map(element => [element, looks(element)]));
}"""
LOOKS_FOCUSED = "() => looks(document.activeElement) !== before.get(document.activeElement)"
WHERE = """() => {
  const is = document.activeElement;
  return ((is.labels && is.labels[0]) || is).innerText.trim() || is.value || is.tagName;
}"""
IN_MAIN = "() => document.querySelector('main').contains(document.activeElement)"


class Keyboard:
    """Presses keys, and insists that what has the focus looks so."""

    def __init__(self, page):
        self.page = page

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def arrive(self):
        self.page.wait_for_load_state()
        self.page.evaluate(REMEMBER_LOOKS)

    def tab(self) -> str:
        """To the next stop; its words."""
        self.press("Tab")
        where = self.page.evaluate(WHERE)
        assert self.page.evaluate(LOOKS_FOCUSED), f"{self.page.url}: {where} does not look focused"
        return where

    def tab_to(self, words):
        stops = []
        while len(stops) < 60:
            stops.append(self.tab())
            if stops[-1] == words:
                return
        raise AssertionError(f"{words} is not among {stops}")

    def fill(self, label, words):
        self.tab_to(label)
        self.page.keyboard.type(words)

    def leave_by(self, words):
        """Enter on a link or a button, to the page behind it."""
        self.tab_to(words)
        with self.page.expect_navigation():
            self.press("Enter")
        self.arrive()


def test_ben_signs_in_and_logs_evidence_without_a_mouse(visitor, cast, live_server):
    scene = scenes.on_site(cast)
    ben = visitor()
    keys = Keyboard(ben.page)
    ben.open("/accounts/login/?next=/reviews/")
    keys.arrive()
    assert keys.tab() == "Skip to main content"
    keys.press("Enter")
    assert keys.tab() == "E-mail address"
    assert ben.page.evaluate(IN_MAIN)
    ben.page.keyboard.type(cast.ben.email)
    keys.fill("Password", PASSWORD)
    keys.leave_by("Sign in")
    keys.leave_by("Front door, Ashby")
    keys.leave_by("Log evidence")
    keys.fill("Activity", "Focus group: P")
    keys.tab_to("Is help timely?")
    keys.press("Space", "ArrowDown")
    keys.tab_to("Strength")
    keys.press("Space", "ArrowDown")
    keys.fill("Who said it, or where does it stand?", "Parents")
    keys.fill("In words", "They were called back.")
    keys.tab_to("Save and next")
    keys.press("Enter")
    ben.reads("Sent")
    note = scene.review.activities.get(title="Parents").evidence.get()
    assert (note.note, note.bearing, note.source_role, note.keyline.question) == (
        "They were called back.", "concern", "parents", "Is help shared?",
    )  # fmt: skip


@pytest.mark.parametrize("path", ["/", "/posts/", "/api/v1/docs/"])
def test_every_stop_of_the_keyboard_looks_focused(visitor, db, live_server, path):
    someone = visitor()
    someone.open(path)
    keys = Keyboard(someone.page)
    keys.arrive()
    stops = [keys.tab() for _ in range(25)]
    assert stops[:2] == ["Skip to main content", "Improvement Hub"]

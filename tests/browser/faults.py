"""What is wrong with a page as it stands in the browser: each fault a line that names the page."""

from pathlib import Path

import axe_playwright_python
from django.utils.text import Truncator

from tests.browser.visitors import DESK, NARROWEST

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
QUICKLY = {"resultTypes": ["violations"], "preload": False}
RUN_AXE = "options => axe.run(document, options).then(found => found.violations)"
FACTS = """() => {
  const ids = [...document.querySelectorAll("main a[href^='#'], .govuk-skip-link")].map(link => link.hash.slice(1));
  return {
    lang: document.documentElement.lang,
    headings: document.querySelectorAll("h1").length,
    said: document.title.startsWith("Error: "),
    errors: document.querySelectorAll(".govuk-error-summary").length,
    dead: ids.filter(id => !document.getElementById(id)),
  };
}"""
TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
LOST_TEXT = """() => {
  const alpha = colour => colour.startsWith("rgba") ? parseFloat(colour.split(",")[3]) : 1;
  const behind = element => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (alpha(colour) > 0) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const speaks = node => [...node.childNodes].some(child => child.nodeType === 3 && child.textContent.trim());
  const shown = element => element.checkVisibility() && element.getClientRects().length > 0;
  return [...document.body.querySelectorAll("*")].filter(speaks).filter(shown)
    .filter(element => getComputedStyle(element).color === behind(element))
    .map(element => element.textContent.trim().slice(0, 60));
}"""


def faults(page, *, whose) -> list[str]:
    """By axe at both widths, in its structure, and where it scrolls sideways on the narrowest phone."""
    found = broken_rules(page) + structure(page)
    page.set_viewport_size(NARROWEST)
    found += broken_rules(page, only=["target-size"])
    if excess := page.evaluate(TOO_WIDE):
        found.append(f"is {excess} px too wide at {NARROWEST['width']} px")
    page.set_viewport_size(DESK["viewport"])
    path = page.url.split("/", 3)[-1]
    return [f"/{path} ({whose}): {fault}" for fault in found]


def broken_rules(page, *, only=None) -> list[str]:
    """What axe finds of WCAG 2.2 A and AA."""
    if not page.evaluate("() => 'axe' in window"):
        page.context.add_init_script(AXE)  # so that the pages after this one have it when they open
        page.evaluate(AXE)
    run_only = {"type": "rule", "values": only} if only else {"type": "tag", "values": STANDARD}
    violations = page.evaluate(RUN_AXE, {"runOnly": run_only, **QUICKLY})
    return [in_a_line(violation) for violation in violations]


def in_a_line(violation) -> str:
    places = "; ".join(Truncator(node["html"]).chars(160) for node in violation["nodes"][:3])
    return f"{violation['id']} ({len(violation['nodes'])}): {places}"


def structure(page) -> list[str]:
    facts = page.evaluate(FACTS)
    wrong = {
        f"its language is {facts['lang'] or 'missing'}": facts["lang"] != "en-GB",
        f"it has {facts['headings']} h1": facts["headings"] != 1,
        "its title does not say that there is an error, or says so without one": facts["said"] != bool(facts["errors"]),
        f"it has {facts['errors']} error summaries": facts["errors"] > 1,
        f"links lead nowhere: {facts['dead']}": facts["dead"],
    }
    return [words for words, is_so in wrong.items() if is_so]


def lost_text(page) -> list[str]:
    """Words in the very colour of what is behind them."""
    return page.evaluate(LOST_TEXT)

"""The user guide of `docs/guide`, shown in the hub, and which part of it belongs to which page."""

import itertools
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt

FOLDER = Path(settings.BASE_DIR) / "docs" / "guide"
CHAPTERS = {
    "getting-in": "Getting in, and who sees what",
    "directors-team": "For a director’s team",
    "regional-lead": "For a regional lead",
    "author": "For an author",
    "partner-developer": "For a partner’s developer",
    "administrator": "For an administrator",
}
CHAPTER_LINK = re.compile(r"^([a-z-]+)\.md(#.+)?$")
PICTURE = re.compile(r"^\.\./pictures/(.+)$")


@dataclass(frozen=True)
class Chapter:
    slug: str
    title: str
    lead: str
    html: SafeString
    parts: tuple[tuple[str, str], ...]

    def get_absolute_url(self):
        return reverse("help-chapter", args=[self.slug])


def chapters() -> list[Chapter]:
    return [chapter(slug) for slug in CHAPTERS]


@cache
def chapter(slug: str) -> Chapter:
    """One chapter; `parts` are its headings of the second level as (anchor, words). KeyError if there is none."""
    title = CHAPTERS[slug]
    text = (FOLDER / f"{slug}.md").read_text(encoding="utf-8")
    _, lead, body = text.split("\n\n", 2)
    tokens = reader().parse(body)
    parts = tuple(anchor_headings(tokens))
    return Chapter(slug, title, " ".join(lead.split()), rendered(tokens), parts)


@cache
def reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable(["table"])


def anchor_headings(tokens):
    """Give every heading the anchor that other places of publication give it too; yields those of level two."""
    for opening, words in itertools.pairwise(tokens):
        if opening.type == "heading_open":
            opening.attrSet("id", slugify(words.content))
            if opening.tag == "h2":
                yield slugify(words.content), words.content


def rendered(tokens) -> SafeString:
    """Our own text, so it needs no sanitising; its links lead to where the hub has what they name."""
    for token in tokens:
        for part in token.children or ():
            if part.type == "link_open":
                part.attrSet("href", address_of(str(part.attrGet("href"))))
            elif part.type == "image":
                part.attrSet("src", picture(str(part.attrGet("src"))))
                part.attrSet("loading", "lazy")
    return mark_safe(reader().renderer.render(tokens, reader().options, {}))  # noqa: S308  our own text


def address_of(link: str) -> str:
    """Where a link of the files leads in the hub: another chapter, a page (`hub:name`), or as it stands."""
    if link.startswith("hub:"):
        return reverse(link.removeprefix("hub:"))
    if found := CHAPTER_LINK.match(link):
        return reverse("help-chapter", args=[found[1]]) + (found[2] or "")
    return link


def picture(source: str) -> str:
    found = PICTURE.match(source)
    return static(f"guide/{found[1]}") if found else source

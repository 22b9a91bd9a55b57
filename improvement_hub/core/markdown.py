"""Markdown in, safe HTML out. The other way round is `core.foreign`."""

import re
from html import unescape

import nh3
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

TAGS = {
    "a", "abbr", "blockquote", "br", "caption", "code", "del", "em", "h2", "h3", "h4", "h5", "h6", "hr", "li",
    "ol", "p", "pre", "s", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
NO_WORD = re.compile(r"\S{3000}")  # no text that people write; reading marks in it would take minutes
SCHEMES = {"http", "https", "mailto", "tel"}
DROPPED_WHOLE = {"script", "style", "iframe", "object", "embed", "template", "noscript", "svg", "math"}
reader = MarkdownIt("commonmark", {"html": False, "linkify": True}).enable(["table", "strikethrough", "linkify"])
reader.normalizeLinkText = str  # an address is shown as it was written


def to_html(text: str) -> SafeString:
    """Rendered and sanitised; headings are moved one level down, since a page has one h1."""
    if NO_WORD.search(text):
        return format_html("<p>{}</p>", text)
    tokens = reader.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + 1, 6)}"
        elif token.type == "table_open":
            token.attrSet("tabindex", "0")  # a wide one scrolls sideways: by keyboard too
    html = reader.renderer.render(tokens, reader.options, {})
    return mark_safe(sanitise(html))  # noqa: S308  sanitised in this very line


def sanitise(html: str) -> str:
    """Only the tags of a written text, without styles, scripts, events or images."""
    return nh3.clean(
        html,
        tags=TAGS,
        clean_content_tags=DROPPED_WHOLE,
        attributes={
            "a": {"href", "title"},
            "td": {"align"},
            "th": {"align", "scope"},
            "ol": {"start"},
            "table": {"tabindex"},
        },
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer nofollow",
    )


def to_words(text: str) -> str:
    """The words of a Markdown text without its marks, on one line."""
    return " ".join(words_of(to_html(text)).split())


def words_of(html: str) -> str:
    return unescape(nh3.clean(html, tags=set()))

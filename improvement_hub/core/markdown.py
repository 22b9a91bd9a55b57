"""Markdown in, safe HTML out. The other way round is `core.foreign`."""

import re
import zlib
from html import unescape

import nh3
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from improvement_hub.core.illustrations import illustrate, references_in

TAGS = {
    "a", "abbr", "blockquote", "br", "caption", "code", "del", "em", "h2", "h3", "h4", "h5", "h6", "hr", "li",
    "ol", "p", "pre", "s", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
OF_A_PICTURE = {"figure", "figcaption", "img"}
ATTRIBUTES = {
    "a": {"href", "title"},
    "td": {"align"},
    "th": {"align", "scope"},
    "ol": {"start"},
    "table": {"tabindex"},
}
OF_OURS = {
    **ATTRIBUTES,
    "a": {"href", "title", "id", "aria-label"},
    "li": {"id"},
    "img": {"src", "srcset", "sizes", "alt", "width", "height", "loading"},
}
NO_WORD = re.compile(r"\S{3000}")  # no text that people write; reading marks in it would take minutes
SCHEMES = {"http", "https", "mailto", "tel"}
DROPPED_WHOLE = {"script", "style", "iframe", "object", "embed", "template", "noscript", "svg", "math"}
OF_A_NOTE = re.compile(r"fn(ref)?-[0-9a-f]{8}-\d+(:\d+)?")
BACK = "Back to the text"
reader = MarkdownIt("commonmark", {"html": False, "linkify": True}).enable(["table", "strikethrough", "linkify"])
reader.use(footnote_plugin, inline=False)
reader.normalizeLinkText = str  # an address is shown as it was written


def way_back(self, tokens, at, options, env):
    """From a footnote to where it is referred to, said in words to whoever hears the page."""
    note = self.rules["footnote_anchor_name"](tokens, at, options, env)
    again = f":{tokens[at].meta['subId']}" if tokens[at].meta["subId"] > 0 else ""
    return f' <a href="#fnref{note}{again}" aria-label="{BACK}">↩</a>'


reader.add_render_rule("footnote_anchor", way_back)


def to_html(text: str, pictures=None) -> SafeString:
    """Rendered and sanitised; headings are moved one level down, since a page has one h1.

    pictures: what finds the picture for a reference such as `![words](image:ID)`; without it, and for what it does
    not find, no picture is shown. Ids of footnotes hold a digest of the text, so that several texts share a page.
    """
    if NO_WORD.search(text):
        return format_html("<p>{}</p>", text)
    env = {"docId": f"{zlib.crc32(text.encode('utf-8', 'replace')):08x}"}
    tokens = reader.parse(text, env)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + 1, 6)}"
        elif token.type == "table_open":
            token.attrSet("tabindex", "0")  # a wide one scrolls sideways: by keyboard too
    shown = illustrate(tokens, pictures)
    html = reader.renderer.render(tokens, reader.options, env)
    return mark_safe(sanitised(html, shown))  # noqa: S308  sanitised in this very line


def sanitise(html: str) -> str:
    """Only the tags of a written text, without styles, scripts, events or images."""
    return cleaned(html, TAGS, ATTRIBUTES)


def sanitised(html: str, shown: set[str]) -> str:
    """The same of what our own reader made: with ids of footnotes, and with those pictures whose addresses are
    `shown`."""

    def ours(tag, name, value):
        if name == "id":
            return value if OF_A_NOTE.fullmatch(value) else None
        return None if name in ("src", "srcset") and value not in shown else value

    return cleaned(html, TAGS | OF_A_PICTURE if shown else TAGS, OF_OURS, ours)


def cleaned(html, tags, attributes, keep=None) -> str:
    return nh3.clean(
        html,
        tags=tags,
        clean_content_tags=DROPPED_WHOLE,
        attributes={tag: names for tag, names in attributes.items() if tag in tags},
        attribute_filter=keep,
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer nofollow",
    )


def to_words(text: str) -> str:
    """The words of a Markdown text without its marks, on one line; footnotes come last, without their numbers."""
    html = re.sub(r"<sup><a .*?</a></sup>| <a [^>]*>↩</a>", "", to_html(text))
    return " ".join(words_of(html).split())


def words_of(html: str) -> str:
    return unescape(nh3.clean(html, tags=set()))


def images_in(text: str) -> set[str]:
    """The addresses of all images that a text asks for, whether or not the hub shows them."""
    return set() if "](" not in text and "]:" not in text else references_in(reader.parse(text))

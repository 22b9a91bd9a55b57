"""HTML from outside as Markdown: sanitised first, and rendering to the same words.

What the source says stays as it says it, also where it happens to look like Markdown. Where a conversion
would change the words (emphasis inside a word, say), it gives up marks rather than words.
"""

import re
from collections import Counter

import nh3
from markdownify import MarkdownConverter

from improvement_hub.core.markdown import DROPPED_WHOLE, SCHEMES, TAGS, to_html, words_of

BLOCKS = {
    "address", "article", "aside", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption", "figure",
    "footer", "form", "h1", "header", "main", "nav", "section", "summary",
}  # fmt: skip
FOREIGN = TAGS | BLOCKS | {"b", "i", "s", "strike"}
CLOSED_BY_OTHERS = {
    "br",
    "dd",
    "dt",
    "hr",
    "img",
    "input",
    "li",
    "p",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "wbr",
}
DEEPEST = 500  # elements in one another; beyond that the sanitiser takes minutes
EMPHASIS = ["b", "strong", "i", "em", "s", "strike", "del", "code"]
EDGES = re.compile(rf"</?(?:{'|'.join(BLOCKS)}|blockquote|br|caption|h\d|hr|li|ol|p|pre|table|t[a-z]+|ul)\b[^>]*>")

TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)")
MARKS = re.compile(
    r"https?://[^\s<>|\\`*\[\]]+"  # the renderer makes a link of it before it looks for marks
    r"|[\\`*\[\]|]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # not inside a word, where it means nothing and addresses have it
    r"|~(?=~)|(?<=~)~"
    r"|<(?=\S)"
    r"|&(?=#?\w+;)"
    r"|(?:(?<=\s)|^)#(?=[#\s]|$)"
    r"|^\s*(?:>|[-+](?=\s|$)|=(?=[=\s]*$)|-(?=[-\s]*$))",
    re.MULTILINE,
)
NUMBERED = re.compile(r"^(\s*\d{1,9})([.)])(?=\s|$)", re.MULTILINE)


class TooDeep(ValueError):
    """HTML that is nested as nobody nests it."""


def from_html(html: str, *, base: str | None = None) -> str:
    """Foreign HTML as Markdown; relative links start from `base`, and are dropped without one. Raises TooDeep."""
    if depth_of(html) > DEEPEST:
        raise TooDeep
    clean = sanitise_foreign(html, base)
    for without_marks in ([], EMPHASIS):
        text = converted(clean, without_marks)
        if text is not None and letters(to_html(text)) == letters(clean):
            return text
    return plain_paragraphs(clean)


def depth_of(html: str) -> int:
    """How many elements are open at once, at most; a close tag closes only its own kind."""
    opened: Counter[str] = Counter()
    total = deepest = 0
    for closes, name in TAG.findall(html.lower()):
        if closes and opened[name]:
            opened[name], total = opened[name] - 1, total - 1
        elif not closes and name not in CLOSED_BY_OTHERS:
            opened[name], total = opened[name] + 1, total + 1
            deepest = max(deepest, total)
    return deepest


def sanitise_foreign(html: str, base: str | None) -> str:
    return nh3.clean(
        html,
        tags=FOREIGN,
        clean_content_tags=DROPPED_WHOLE,
        attributes={"a": {"href", "title"}, "ol": {"start"}, "td": {"colspan"}, "th": {"colspan"}},
        url_schemes=SCHEMES,
        url_relative=("rewrite_with_base", base) if base else "deny",
        link_rel=None,
    )


def converted(html: str, without_marks: list[str]) -> str | None:
    """None for HTML nested more deeply than the converter can follow."""
    converter = Converter(heading_style="ATX", bullets="-", autolinks=False, strip=without_marks)
    try:
        return converter.convert(f"<div>{html}</div>").strip()
    except RecursionError:
        return None


def letters(html: str) -> str:
    """All that is not space, to compare words by."""
    return "".join(words_of(html).split())


def plain_paragraphs(html: str) -> str:
    paragraphs = (" ".join(words_of(part).split()) for part in EDGES.split(html))
    return "\n\n".join(escape(paragraph).replace("://", r"\://") for paragraph in paragraphs if paragraph)


def escape(text: str) -> str:
    """Plain text as Markdown that renders to it."""
    return NUMBERED.sub(r"\1\\\2", MARKS.sub(escape_mark, text))


def escape_mark(found: re.Match) -> str:
    mark = found[0]
    return mark if mark.startswith("http") else f"{mark[:-1]}\\{mark[-1]}"


class Converter(MarkdownConverter):
    def escape(self, text, parent_tags):
        return escape(text)


for name in BLOCKS - {"h1"}:
    setattr(Converter, f"convert_{name}", MarkdownConverter.convert_div)  # type: ignore[attr-defined]

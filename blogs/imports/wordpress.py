"""What WordPress says beside RSS in its own export (WXR): kinds and states, its people's names, marks in its texts."""

import re

import defusedxml.ElementTree
from django.utils.html import escape

from blogs.imports.report import LeftOut

NAMESPACE = "http://wordpress.org/export/"
TAKEN = {"post": "a post", "page": "a page"}
STATES = {"publish", "draft"}
NEVER = "0000-00-00"
NO_THEME = {"post_format", "nav_menu", "language"}
KNOWN = (
    r"caption|wp_caption|gallery|embed|audio|video|playlist|youtube|vimeo|contact-form(?:-7)?|button|toggle|accordion"
    r"|one_\w+|two_\w+|column\w*|(?:vc|et_pb|su|fusion|av)_\w+"
)
SHORTCODE = re.compile(
    rf"\[/?(?P<name>{KNOWN})(?:\s[^\[\]]*)?/?\]|\[(?P<other>[a-z][\w-]*)(?=\s[\w-]+=[\"'])[^\[\]]*\]"
)
HAS_PARAGRAPHS = re.compile(r"<p\b|<!-- wp:", re.IGNORECASE)
BLOCK = re.compile(r"\s*</?(?:address|blockquote|div|dl|figure|h[1-6]|hr|ol|p|pre|section|table|ul)\b", re.IGNORECASE)


def people_of(feed) -> dict[str, str] | None:
    """Names of those who write there, by the names they sign in with; None if it is no export of WordPress."""
    if NAMESPACE.encode() not in feed.shell:
        return None
    said = [
        {part.tag.rpartition("}")[2]: (part.text or "").strip() for part in author}
        for author in defusedxml.ElementTree.fromstring(feed.shell).iter()
        if author.tag.startswith(f"{{{NAMESPACE}") and author.tag.endswith("}author")
    ]
    return {one.get("author_login", ""): one.get("author_display_name", "") for one in said}


def understood(entry, people) -> list[str]:
    """Turn an item into what a feed would say of it; returns remarks. Raises LeftOut for what is no text of theirs."""
    leave_out(entry)
    remarks = ["its comments were left out"] if entry.get("wp_comment_id") else []
    for text in entry.get("content", []):
        text["value"], names = without_shortcodes(with_paragraphs(text.get("value", "")))
        remarks += [f"without what WordPress made of [{'], ['.join(names)}]"] if names else []
    for author in entry.get("authors", []):
        signs_in_as = author.get("name") or author.get("email", "")
        author["name"] = people.get(signs_in_as) or signs_in_as
    set_day(entry)
    entry["summary"] = escape(entry.get("excerpt_encoded", "")) or entry.get("summary", "")
    entry["tags"] = [tag for tag in entry.get("tags", []) if tag.get("scheme") not in NO_THEME]
    return remarks


def leave_out(entry):
    kind, state = entry.get("wp_post_type", "post"), entry.get("wp_status", "publish")
    if kind not in TAKEN:
        raise LeftOut(f"It is neither a post nor a page, but of the kind “{kind}”.")
    if state not in STATES:
        raise LeftOut(f"It is {TAKEN[kind]} in the state “{state}”.")
    if entry.get("wp_post_password"):
        raise LeftOut(f"It is {TAKEN[kind]} behind a password.")


def is_released(entry) -> bool:
    return entry.get("wp_status", "publish") == "publish"


def set_day(entry):
    """Its moment in universal time, which is never in doubt; a draft that was never dated has none."""
    moment = entry.get("wp_post_date_gmt", "")
    if moment and not moment.startswith(NEVER):
        entry["published"] = f"{moment}+00:00"
    elif not is_released(entry):
        entry.pop("published", None)


def with_paragraphs(html: str) -> str:
    """WordPress keeps older texts with empty lines between paragraphs, and makes HTML of them as it shows them."""
    if HAS_PARAGRAPHS.search(html):
        return html
    parts = [part.strip() for part in re.split(r"\n\s*\n", html.replace("\r\n", "\n")) if part.strip()]
    return "\n".join(part if BLOCK.match(part) else f"<p>{part.replace(chr(10), '<br>')}</p>" for part in parts)


def without_shortcodes(html: str) -> tuple[str, list[str]]:
    """What stands between them stays, as the words under a picture; [2014] and [sic] are no shortcodes."""
    names = list(dict.fromkeys(found["name"] or found["other"] for found in SHORTCODE.finditer(html)))
    html = SHORTCODE.sub("", html)
    closing = "|".join(re.escape(name) for name in names)
    return re.sub(rf"\[/(?:{closing})\]", "", html) if names else html, names

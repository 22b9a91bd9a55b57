"""What an item of a feed says, as facts of a post; what it does not say stays unknown."""

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.html import linebreaks

from blogs.imports.report import RefusedItem
from blogs.models.posts import LONGEST_TEXT
from improvement_hub.core.foreign import TooDeep, from_html
from improvement_hub.core.markdown import to_words, words_of

HTML = {"text/html", "application/xhtml+xml"}
LONGEST_SUMMARY = 2000
LONGEST_HTML = 5 * LONGEST_TEXT
PICTURE = re.compile(r"<img\b", re.IGNORECASE)
is_web_address = URLValidator(["http", "https"])


@dataclass
class Item:
    guid: str
    facts: dict
    authors: list[str]
    categories: list[str]
    remarks: list[str] = field(default_factory=list)
    slug: str = ""  # the address that its source gave it
    is_released: bool = True  # there, where it comes from


def title_of(entry) -> str:
    """On one line; as it is, cut or not."""
    title = entry.get("title", "")
    words = words_of(title) if entry.get("title_detail", {}).get("type") in HTML else title
    return " ".join(words.split())


def guid_of(entry) -> str:
    """Its id, else its address, else a digest of its title."""
    known = entry.get("id") or entry.get("link")
    return known or f"title:{hashlib.sha256(title_of(entry).encode()).hexdigest()}"


def read_item(entry, *, feed_address: str, is_atom: bool) -> Item:
    """Raises RefusedItem."""
    remarks: list[str] = []
    title, address = title_of(entry), address_of(entry, remarks)
    if not title:
        raise RefusedItem("It has no title.")
    html, base = html_of(entry, address or feed_address)
    body = body_of(html, base)
    if pictures := len(PICTURE.findall(html)):
        remarks.append(f"without its {pictures} picture{'s' if pictures > 1 else ''}")
    facts = {
        "title": title,
        "body": body,
        "summary": summary_of(entry, body, remarks),
        "published_on": day_of(entry, is_atom, remarks),
        "source_url": address,
    }
    return Item(guid_of(entry), facts, authors_of(entry, remarks), categories_of(entry), remarks)


def body_of(html: str, base: str | None) -> str:
    if len(html) > LONGEST_HTML:
        raise RefusedItem("Its text is longer than the hub keeps.")
    try:
        body = from_html(html, base=base)
    except TooDeep:
        raise RefusedItem("Its HTML is nested too deeply.") from None
    if not body:
        raise RefusedItem("It has no text.")
    return body


def address_of(entry, remarks) -> str:
    """Its link; where it has none the parser gives its id, which need not be one."""
    address = entry.get("link", "")
    if address and address != entry.get("id") and not web_address(address):
        remarks.append("its link is not a web address and was left out")
    return web_address(address)


def web_address(address: str) -> str:
    try:
        is_web_address(address)
    except ValidationError:
        return ""
    return address


def html_of(entry, address: str) -> tuple[str, str | None]:
    """The text as HTML, and the address that relative links in it start from, if there is one."""
    texts = [*entry.get("content", []), entry.get("summary_detail", {})]
    text = next((text for text in texts if text.get("value", "").strip()), {})
    value = text.get("value", "")
    html = value if text.get("type") in HTML else linebreaks(value, autoescape=True)
    return html, web_address(text.get("base", "")) or address or None


def summary_of(entry, body: str, remarks) -> str:
    """Where the feed gives a summary beside the text; the parser repeats the text where there is none."""
    texts = [text.get("value", "") for text in entry.get("content", [])]
    if not "".join(texts).strip() or entry.get("summary", "") in texts:
        return ""
    summary = " ".join(words_of(entry.get("summary", "")).split())
    if len(summary) > LONGEST_SUMMARY:
        remarks.append("its summary is as long as a text and was left out")
        return ""
    return "" if summary == to_words(body) else summary


def day_of(entry, is_atom, remarks) -> date | None:
    """The day it was published, in London. An Atom entry's `updated` is another day; RSS has dc:date there."""
    said = entry.get("published") or ("" if is_atom else entry.get("updated"))
    if not said:
        remarks.append("undated")
        return None
    day = read_day(said.strip())
    if day is None:
        remarks.append(f"undated, since its date cannot be read: “{said.strip()[:60]}”")
    return day


def day_without_time(said: str) -> datetime:
    return parsedate_to_datetime(f"{said} 00:00")


def read_day(said: str) -> date | None:
    for read in (datetime.fromisoformat, parsedate_to_datetime, day_without_time):
        try:
            moment = read(said)
            return timezone.localdate(moment) if timezone.is_aware(moment) else moment.date()
        except (ValueError, TypeError, OverflowError, IndexError):
            continue
    return None


def authors_of(entry, remarks) -> list[str]:
    """Names, in the feed's order; an e-mail address is not a name, and is not kept."""
    people = entry.get("authors", [])
    names = [" ".join(person.get("name", "").split()) for person in people]
    named = [name for name in names if name and "@" not in name]
    if len(named) < len([person for person in people if person]):
        remarks.append("an author without a name was left out")
    return named


def categories_of(entry) -> list[str]:
    terms = (tag.get("label") or tag.get("term") or "" for tag in entry.get("tags", []))
    return list(dict.fromkeys(" ".join(term.split()) for term in terms if term.strip()))

"""Atom, written entry by entry, so that a long export is sent as it is made."""

import re
from datetime import UTC, datetime, time
from io import StringIO

from django.utils.feedgenerator import rfc3339_date
from django.utils.xmlutils import SimplerXMLGenerator

from blogs import records
from blogs.records import images
from improvement_hub.core.markdown import to_html

ATOM = "http://www.w3.org/2005/Atom"
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # characters that XML cannot hold


def document(*, title, id, updated, links, entries):
    """Pieces of a feed. links: {rel: address}. entries: pieces of XML."""
    opened = element_text("title", title) + element_text("id", id) + element_text("updated", rfc3339_date(updated))
    opened += "".join(element("link", {"rel": rel, "href": address}) for rel, address in links.items())
    yield f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="{ATOM}" xmlns:hub="{records.NAMESPACE}">{opened}\n'
    yield from entries
    yield "</feed>\n"


def entry(post, address) -> str:
    """A post as an entry; `address` makes a whole address of a path. Its id stays for good."""
    return f"<entry>{inside(post, address)}</entry>\n"


def whole_entry(post, address):
    """The same with all that a hub needs to have it again, in pieces: its images are read one after another."""
    yield f"<entry>{inside(post, address)}{element_text('hub:post', records.written(post))}"
    for image in post.images.all():
        said = images.written(image)
        if said:
            yield element_text("hub:image", said)
    yield "</entry>\n"


def inside(post, address) -> str:
    parts = [
        element_text("title", post.title),
        element_text("id", post.pk.urn),
        element("link", {"rel": "alternate", "href": address(post.get_absolute_url())}),
        element_text("updated", rfc3339_date(post.changed_at)),
        *([element_text("published", rfc3339_date(noon(post.published_on)))] if post.published_on else []),
        *(f"<author>{element_text('name', name)}</author>" for name in post.author_names or ["Improvement Hub"]),
        *(element("category", {"term": theme.slug, "label": theme.name}) for theme in post.themes.all()),
        *([element_text("summary", post.summary)] if post.summary else []),
        element_text("content", to_html(post.body), {"type": "html"}),
    ]
    return "".join(parts)


def short_entry(*, title, id, href, updated, day, by, categories, summary) -> str:
    """Something that is read elsewhere. categories: (term, label) each; by: who is named over it, if anyone is."""
    parts = [
        element_text("title", title),
        element_text("id", id),
        element("link", {"rel": "alternate", "href": href}),
        element_text("updated", rfc3339_date(updated)),
        *([element_text("published", rfc3339_date(noon(day)))] if day else []),
        f"<author>{element_text('name', by or 'Improvement Hub')}</author>",
        *(element("category", {"term": term, "label": label}) for term, label in categories),
        element_text("summary", summary),
    ]
    return f"<entry>{''.join(parts)}</entry>\n"


def noon(day) -> datetime:
    """A moment of that day wherever it is read."""
    return datetime.combine(day, time(12), UTC)


def element(name, attributes) -> str:
    return element_text(name, "", attributes)


def element_text(name, text, attributes=None) -> str:
    out = StringIO()
    clean = {key: NO_XML.sub("", value) for key, value in (attributes or {}).items()}
    SimplerXMLGenerator(out, "utf-8").addQuickElement(name, NO_XML.sub("", str(text)), clean)
    return out.getvalue()

"""Pictures in a Markdown text: `![words](image:ID)` in, a picture of the hub's own out, and none from elsewhere."""

import re
from dataclasses import dataclass
from uuid import UUID

from django.utils.html import format_html
from markdown_it.token import Token

REFERENCE = re.compile(r"image:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})", re.I)
SIZES = "(min-width: 48rem) 40rem, 100vw"


@dataclass(frozen=True)
class Picture:
    """What is shown for a reference. `files`: (address, width in pixels), the narrowest first; `width` and `height`
    are of the widest. `alt` is empty for what only decorates."""

    alt: str
    caption: str
    files: tuple[tuple[str, int], ...]
    width: int
    height: int

    @property
    def src(self) -> str:
        return self.files[-1][0]

    @property
    def srcset(self) -> str:
        return ", ".join(f"{address} {width}w" for address, width in self.files)


def illustrate(tokens, pictures) -> set[str]:
    """Puts pictures for references and takes all other images away; returns what may stand in src and srcset.

    pictures: has `find(id)`, which returns a Picture or None; or None.
    """
    shown: set[str] = set()
    for at, token in enumerate(tokens):
        if token.type == "inline" and any(child.type == "image" for child in token.children):
            found = [picture_for(child, pictures) for child in token.children]
            if len(found) == 1 and found[0] and not tokens[at - 1].hidden:
                make_figure(tokens, at, found[0])
            else:
                token.children = [drawn(child, one) for child, one in zip(token.children, found, strict=True)]
            shown.update(address for one in found if one for address in (one.src, one.srcset))
    return shown


def picture_for(child, pictures) -> Picture | None:
    """With the words of the reference for its alternative text, where it has some."""
    if child.type != "image" or pictures is None:
        return None
    named = REFERENCE.fullmatch(child.attrGet("src") or "")
    found = pictures.find(UUID(named[1])) if named else None
    said = child.content.strip()
    return Picture(said or found.alt, found.caption, found.files, found.width, found.height) if found else None


def make_figure(tokens, at, picture):
    """A picture in a paragraph of its own, with its caption."""
    caption = format_html("<figcaption>{}</figcaption>", picture.caption) if picture.caption else ""
    tokens[at - 1].tag = tokens[at + 1].tag = "figure"
    tokens[at].children = [raw(tag_of(picture) + caption)]


def drawn(child, picture):
    if child.type != "image":
        return child
    return raw(tag_of(picture) if picture else "")


def tag_of(picture) -> str:
    return format_html(
        '<img src="{}" srcset="{}" sizes="{}" alt="{}" width="{}" height="{}" loading="lazy">',
        *(picture.src, picture.srcset, SIZES, picture.alt, picture.width, picture.height),
    )


def raw(html) -> Token:
    """What the renderer leaves as it is; all of it is sanitised afterwards."""
    return Token("html_inline", "", 0, content=str(html))


def references_in(tokens) -> set[str]:
    """Addresses of all images in a text that was read."""
    children = (child for token in tokens if token.type == "inline" for child in token.children)
    return {str(child.attrGet("src")) for child in children if child.type == "image"}

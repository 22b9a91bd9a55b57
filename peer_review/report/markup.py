"""The marks that the words of a report may have: paragraphs, lists, bold and italic. Everything else is text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from markdown_it import MarkdownIt

# what XML, and so every office file, cannot hold
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
reader = MarkdownIt("zero").enable(["list", "emphasis", "newline", "escape"])


@dataclass(frozen=True)
class Run:
    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Block:
    """A paragraph, or one point of a list (`bullet`)."""

    kind: str
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def plain(text: str) -> str:
    """On one line, without characters that no file can hold."""
    return " ".join(UNWRITABLE.sub("", text).split())


def blocks(text: str) -> tuple[Block, ...]:
    """A text with marks, in the order in which it reads; the numbers of a numbered list stay words."""
    return tuple(found(reader.parse(UNWRITABLE.sub("", text))))


def found(tokens) -> Iterator[Block]:
    lists, lead = [], ""
    for token in tokens:
        if token.type.endswith("_list_open"):
            lists.append(token.type)
        elif token.type.endswith("_list_close"):
            lists.pop()
        elif token.type == "list_item_open":
            lead = f"{token.info}{token.markup} " if token.info else ""
        elif token.type == "inline":
            kind = "bullet" if lists and lists[-1] == "bullet_list_open" else "paragraph"
            yield Block(kind, tuple(joined([Run(lead), *runs(token.children)])))
            lead = ""


def runs(tokens) -> Iterator[Run]:
    style = Run("")
    for token in tokens:
        if token.type in ("strong_open", "strong_close"):
            style = replace(style, bold=token.type == "strong_open")
        elif token.type in ("em_open", "em_close"):
            style = replace(style, italic=token.type == "em_open")
        else:
            yield replace(style, text=" " if token.type.endswith("break") else token.content)


def joined(found) -> Iterator[Run]:
    """Neighbours of one style as one, and none that is empty."""
    for (bold, italic), group in groupby(found, key=lambda run: (run.bold, run.italic)):
        if text := "".join(run.text for run in group):
            yield Run(text, bold, italic)


def shown(text: str) -> list[tuple[bool, tuple[Block, ...]]]:
    """For a page: (is a list, its blocks), neighbouring points of a list together."""
    return [(kind == "bullet", tuple(group)) for kind, group in groupby(blocks(text), key=lambda block: block.kind)]
